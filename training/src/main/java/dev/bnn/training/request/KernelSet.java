// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.request;

import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.HostKernels;
import dev.bnn.training.kernels.nd4j.Nd4jKernels;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;

/** The code that computes a training step. Results differ only in rounding. */
public enum KernelSet {
    /** Java loops over host memory, plus ND4J's operations where those are faster: the faster set on a CPU. */
    HOST,
    /** ND4J's operations only, wherever its backend runs them: the only set for a GPU. */
    ND4J;

    /** The name, as a user writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kernels that have this name, as a user writes it. */
    public static Optional<KernelSet> of(String text) {
        return Arrays.stream(values()).filter(k -> k.text().equals(text)).findFirst();
    }

    /** The requested kernels or, by default, those that suit the ND4J backend on the class path. */
    public static KernelSet chosen(Optional<KernelSet> wanted) throws TrainingException {
        return chosen(wanted, Native.onHost(), backend());
    }

    static KernelSet chosen(Optional<KernelSet> wanted, boolean onHost, String backend) throws TrainingException {
        if (!onHost && wanted.equals(Optional.of(HOST))) {
            throw new TrainingException("the kernels host work on the host's memory, but ND4J's backend is " + backend
                    + ", which keeps arrays on a device; leave bnn.kernels out, or set it to nd4j");
        }
        return wanted.orElse(onHost ? HOST : ND4J);
    }

    /** The backend of ND4J on the class path, such as CpuBackend. */
    public static String backend() {
        // The environment loads the backend.
        Nd4j.getEnvironment();
        return Nd4j.getBackend().getClass().getSimpleName();
    }

    /** ND4J's own thread count for a step computed by {@code threads} threads. */
    public int threadsOfNd4j(int threads) {
        // The host's kernels divide the work themselves; their operations are too small to divide again.
        return this == HOST ? 1 : threads;
    }

    public Kernels on(RowParallel rows) {
        return this == HOST ? new HostKernels(rows) : new Nd4jKernels();
    }
}
