package dev.bnn.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueContext;

/** An operation of libnd4j on fixed arrays, set up once: a call costs 9 us and next to no heap, not 50 us and 3 kB. */
final class PreparedOp {
    private final String name;
    private final long hash;
    private final OpContext context;

    PreparedOp(String name, INDArray[] inputs, INDArray[] outputs, double[] reals, long... integers) {
        this.name = name;
        hash = DynamicCustomOp.builder(name).build().opHash();
        context = Nd4j.getExecutioner().buildContext();
        for (int i = 0; i < inputs.length; i++) {
            context.setInputArray(i, inputs[i]);
        }
        for (int i = 0; i < outputs.length; i++) {
            context.setOutputArray(i, outputs[i]);
        }
        context.setTArguments(reals);
        context.setIArguments(integers);
    }

    /** c = op(a) * op(b), added to what c holds if asked to. */
    static PreparedOp matmul(INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c, boolean add) {
        return new PreparedOp(
                "matmul",
                new INDArray[] {a, b},
                new INDArray[] {c},
                new double[] {1, add ? 1 : 0},
                transposeA ? 1 : 0,
                transposeB ? 1 : 0,
                0);
    }

    void run() {
        NativeOps nd4j = NativeOpsHolder.getInstance().getDeviceNativeOps();
        if (nd4j.execCustomOp2(null, hash, (OpaqueContext) context.contextPointer()) != 0) {
            throw new IllegalStateException(name + ": " + nd4j.lastErrorMessage());
        }
    }
}
