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

def folder = new File(basedir, 'target/bnn/tiny')
['tiny.npz', 'provenance.json', 'training.json', 'metrics.json', 'tiny.bnnc', 'hls', 'passes', 'report.html', 'explain.txt', '../compare.html', '../compare.csv'].each {
    if (!new File(folder, it).exists()) {
        throw new AssertionError((Object) "$it is missing in $folder")
    }
}
def metrics = new groovy.json.JsonSlurper().parse(new File(folder, 'metrics.json'))
if (metrics.train.epochs != 2 || metrics.train.top1 < 20) {
    throw new AssertionError((Object) "a tiny network learns more than chance in 2 epochs, but: $metrics.train")
}
if (metrics.train.top1 != metrics.evaluate.top1) {
    throw new AssertionError((Object) 'train and evaluate score the same parameters on the same images')
}
if (!metrics.csim.containsKey('skipped') && metrics.csim.differing_bits != 0) {
    throw new AssertionError((Object) "the C simulation differs: $metrics.csim")
}
expect 'accumulators that can occur were compared with the trained batch norm and activation, one by one: all equal'
// The second build.
['training', 'evaluation', 'synthesis', 'report'].each { expect "tiny: $it is up to date" }
if (log.count('epoch 2/2') != 1) {
    throw new AssertionError((Object) 'the second build trained again')
}
// The third.
if (!new File(folder, 'deploy/bnn_tiny.parameters.bin').isFile()) {
    throw new AssertionError((Object) 'the drivers have no parameters to load')
}
if (new File(folder, 'hls/tb/scores.txt').exists()
        || new File(folder, 'hls/tb/labels.txt').readLines().any { it.split().length != 2 }) {
    throw new AssertionError((Object) 'the second target answers with two labels an image')
}
