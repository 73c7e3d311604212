package dev.bnn.runtime;

/** Consistency of a model's parts; a violation is an {@link IllegalArgumentException}. */
final class Checks {
    private Checks() {}

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** That windows of that kernel, stride and padding over {@code in} values yield {@code out}. */
    static void window(String name, int in, int out, int kernel, int stride, int padding) {
        require(kernel > 0 && stride > 0 && padding >= 0, name + ": kernel, stride or padding out of range");
        long span = in + 2L * padding - kernel;
        require(span >= 0 && span / stride + 1 == out, name + ": output extent does not follow from its input");
    }
}
