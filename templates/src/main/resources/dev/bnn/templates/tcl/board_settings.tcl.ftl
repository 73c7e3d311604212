# Settings of run_board.tcl. Generated; changes here are lost.
set bnn(top) [=s.top]
set bnn(name) [=s.name]
set bnn(part) [=s.part.literal]
set bnn(board) [=s.board.literal]
set bnn(clock_mhz) [=s.clockMhz]
