/* [=value.inline] */ "x" [=value.literal] [=code]
