"""What runs in the child process: guard, calamine, and nothing heavier.

A 2 kB workbook can end the process that parses it, so no other process ever does. Everything in
this folder imports only the standard library's light modules and python_calamine: no pandas, no
zipfile, no dataclasses, each of which would cost a class file more than its reading does.
"""
