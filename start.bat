@echo off
rem Double click to start Capaian on Windows. Needs Python 3.11 or newer and nothing else.
cd /d "%~dp0"
where py >nul 2>nul
if %errorlevel%==0 (
  py -3 start.py
) else (
  python start.py
)
if errorlevel 1 pause
