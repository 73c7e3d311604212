def log = new File(basedir, 'build.log').readLines()
def said = log.findAll { it.startsWith('[WARNING]') || it.startsWith('[ERROR]') }
if (said) {
    throw new AssertionError((Object) "a project without models is skipped quietly, but the log says $said")
}
if (log.count { it.startsWith('[INFO] no .bnn files in ') } != 5) {
    throw new AssertionError((Object) 'each goal says in one line that there is nothing to do')
}
if (new File(basedir, 'target').exists()) {
    throw new AssertionError((Object) 'nothing is to be written where there is no model')
}
