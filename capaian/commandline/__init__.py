"""What `python -m capaian` does, command by command. Everything slow is imported by the command that needs it."""
