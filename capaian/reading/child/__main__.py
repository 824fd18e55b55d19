"""The start of the child: `python -I -S <this folder> SITE_FOLDER MEMORY_MB SECONDS MAX_CELLS`.

Bytes of a workbook on stdin, the answer (packing.py) on stdout, nothing else in or out.
"""

import sys
from os.path import dirname  # pathlib alone would take a tenth of a class file's reading

# capaian.reading itself imports pandas, which takes a second: here it is only a folder of modules.
_reading = dirname(sys.path[0])  # noqa: PTH120
for _name, _folder in (("capaian", dirname(_reading)), ("capaian.reading", _reading)):  # noqa: PTH120
    sys.modules[_name] = _package = type(sys)(_name)
    _package.__path__ = [_folder]
sys.path[0] = sys.argv[1]

from capaian.reading.child.read import answer  # noqa: E402
from capaian.reading.child.sandbox import restrict  # noqa: E402

restrict(memory_mb=int(sys.argv[2]), seconds=int(sys.argv[3]))
sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), max_cells=int(sys.argv[4])))
