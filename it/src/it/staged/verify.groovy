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

expect 'tiny: recipe twin first, for staged'
expect 'tiny: recipe half first, for staged'
def folder = new File(basedir, 'target/bnn/tiny')
['recipes/twin/tiny.npz', 'recipes/half/tiny.npz', 'tiny.npz', 'tiny.bnnc', 'report.html'].each {
    if (!new File(folder, it).exists()) {
        throw new AssertionError((Object) "$it is missing in $folder")
    }
}
// The second build.
if (log.count('tiny: training is up to date') != 3) {
    throw new AssertionError((Object) 'the second build trained again')
}
['recipes/twin', 'recipes/half', '.'].each {
    def events = new File(folder, "$it/tensorboard").list()
    if (events?.size() != 1 || !events[0].startsWith('events.out.tfevents.')) {
        throw new AssertionError((Object) "no events for TensorBoard in $it: $events")
    }
}
refuse '\tat '
