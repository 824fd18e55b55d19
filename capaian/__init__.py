"""Capaian: what a training programme did to its students' competencies, told honestly."""

__version__ = "0.1.0"
