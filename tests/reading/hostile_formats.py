"""Hostile in the older and the other formats: xls, xlsb, ods."""
