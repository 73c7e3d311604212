// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.request;

import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Nd4jKernels;
import dev.bnn.training.kernels.RowParallel;
import dev.bnn.training.kernels.host.HostKernels;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;

/** What computes a training step. The results are the same but for rounding. */
public enum KernelSet {
    /** Java loops over the host's memory, with ND4J's operations where those are faster: the fast ones on a processor. */
    HOST,
    /** ND4J's operations alone, wherever its backend runs them: the only ones for a GPU. */
    ND4J;

    /** How a person writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that a person writes so. */
    public static Optional<KernelSet> of(String text) {
        return Arrays.stream(values()).filter(k -> k.text().equals(text)).findFirst();
    }

    /** The wanted ones, or where none are said those that suit the backend of ND4J that is on the class path. */
    public static KernelSet chosen(Optional<KernelSet> wanted) throws TrainingException {
        return chosen(wanted, Nd4j.getEnvironment().isCPU(), backend());
    }

    static KernelSet chosen(Optional<KernelSet> wanted, boolean onHost, String backend) throws TrainingException {
        if (!onHost && wanted.equals(Optional.of(HOST))) {
            throw new TrainingException("the kernels host work on the host's memory, but ND4J's backend is " + backend
                    + ", which keeps arrays on a device; leave bnn.kernels out, or set it to nd4j");
        }
        return wanted.orElse(onHost ? HOST : ND4J);
    }

    /** The backend of ND4J that is on the class path, such as CpuBackend. */
    public static String backend() {
        // Asked for first, the environment loads the backend.
        Nd4j.getEnvironment();
        return Nd4j.getBackend().getClass().getSimpleName();
    }

    /** Threads of ND4J's own operations in a step that so many threads compute. */
    public int threadsOfNd4j(int threads) {
        // The host's kernels share the work out themselves; their operations are small, and splitting each again only
        // costs.
        return this == HOST ? 1 : threads;
    }

    public Kernels on(RowParallel rows) {
        return this == HOST ? new HostKernels(rows) : new Nd4jKernels();
    }
}
