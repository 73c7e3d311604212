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

expect 'tiny is not trained: there is no '
expect 'Run mvn bnn:train first.'
refuse '\tat '
