// SPDX-License-Identifier: Apache-2.0

/**
 * Runs compiled networks. Applications use {@code dev.bnn.runtime}; the other packages are for the modules of this project.
 */
module dev.bnn.runtime {
    // Annotations only; not needed at run time.
    requires static org.jspecify;
    // Faster where the application adds it.
    requires static jdk.incubator.vector;

    exports dev.bnn.runtime;
    exports dev.bnn.runtime.internal.network to
            dev.bnn.compiler;
    exports dev.bnn.runtime.internal.format to
            dev.bnn.compiler,
            dev.bnn.workflow;
    exports dev.bnn.runtime.internal.io to
            dev.bnn.compiler,
            dev.bnn.exchange,
            dev.bnn.training,
            dev.bnn.workflow;
    exports dev.bnn.runtime.internal.image to
            dev.bnn.data;
    exports dev.bnn.runtime.internal.engine to
            dev.bnn.benchmarks;
    exports dev.bnn.runtime.internal.engine.packed to
            dev.bnn.benchmarks,
            dev.bnn.compiler;
    exports dev.bnn.runtime.internal.engine.plain to
            dev.bnn.benchmarks,
            dev.bnn.compiler;
    exports dev.bnn.runtime.internal.engine.vector to
            dev.bnn.benchmarks,
            dev.bnn.compiler;
}
