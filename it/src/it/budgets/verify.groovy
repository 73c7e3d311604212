def log = new File(basedir, 'build.log').text
// A plain assert would print the whole log twice.
def expect = { String text ->
    if (!log.contains(text)) {
        throw new AssertionError((Object) "build.log does not say: $text")
    }
}
def refuse = { String text ->
    if (log.contains(text)) {
        throw new AssertionError((Object) "build.log says: $text")
    }
}

expect 'budget top1 of tiny: wanted at least 100.5 %, measured '
refuse '\tat '
