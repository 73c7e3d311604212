// [=value]
