package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.WeightType;
import java.nio.FloatBuffer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Convolution by libnd4j's conv2d and conv2d_bp, NHWC. Padding with -1 or +1 is a copy into a frame of that value. */
final class ConvLayer extends TrainLayer {
    private final Weight weight;
    private final INDArray kernel;
    private final INDArray kernelGradient;
    private final Shape in;
    private final int batch;
    private final int frame;
    private final int[] arguments;
    private final INDArray framed;
    private final INDArray output;
    private final INDArray framedGradient;
    private final INDArray gradientIn;
    private INDArray input;

    ConvLayer(Layer.Conv layer, int batch) {
        super(layer.name());
        this.batch = batch;
        in = layer.input().shape();
        Shape out = layer.output().shape();
        int k = layer.kernel();
        weight = Weight.matrix(
                layer.name() + ".weight", layer.columns(), layer.rows(), layer.weights() == WeightType.BIPOLAR);
        kernel = weight.used().reshape('c', k, k, in.channels(), out.channels());
        kernelGradient = weight.gradient().reshape('c', k, k, in.channels(), out.channels());
        Padding padding = layer.padding();
        frame = padding.value() == 0 ? 0 : padding.amount();
        int pad = padding.value() == 0 ? padding.amount() : 0;
        arguments = new int[] {k, k, layer.stride(), layer.stride(), pad, pad, 1, 1, 0, 1, 0};
        output = Native.zeros(batch, out.height(), out.width(), out.channels());
        gradientIn = Native.zeros(batch, in.height(), in.width(), in.channels());
        if (frame > 0) {
            framed = Native.zeros(batch, in.height() + 2 * frame, in.width() + 2 * frame, in.channels());
            framed.assign((float) padding.value());
            framedGradient = Native.zeros(framed.shape());
        } else {
            framed = null;
            framedGradient = null;
        }
    }

    @Override
    List<Weight> weights() {
        return List.of(weight);
    }

    @Override
    INDArray forward(INDArray x) {
        input = x.reshape('c', batch, in.height(), in.width(), in.channels());
        if (frame > 0) {
            copyFrame(Native.buffer(x), Native.buffer(framed), true);
            input = framed;
        }
        Nd4j.exec(op("conv2d", new INDArray[] {input, kernel}, new INDArray[] {output}));
        return output.reshape('c', -1, output.size(3));
    }

    @Override
    INDArray backward(INDArray gradient) {
        INDArray dy = gradient.reshape('c', output.shape());
        INDArray dx = frame > 0 ? framedGradient : gradientIn;
        Nd4j.exec(op("conv2d_bp", new INDArray[] {input, kernel, dy}, new INDArray[] {dx, kernelGradient}));
        if (frame > 0) {
            copyFrame(Native.buffer(gradientIn), Native.buffer(framedGradient), false);
        }
        return gradientIn.reshape('c', -1, in.channels());
    }

    private CustomOp op(String name, INDArray[] inputs, INDArray[] outputs) {
        return DynamicCustomOp.builder(name)
                .addInputs(inputs)
                .addOutputs(outputs)
                .addIntegerArguments(arguments)
                .build();
    }

    /** Copies the rows of the images into the middle of the framed ones, or back. */
    private void copyFrame(FloatBuffer plain, FloatBuffer frames, boolean inwards) {
        int line = in.width() * in.channels();
        int wide = (in.width() + 2 * frame) * in.channels();
        int tall = in.height() + 2 * frame;
        float[] row = new float[line];
        for (int n = 0; n < batch; n++) {
            for (int y = 0; y < in.height(); y++) {
                int p = (n * in.height() + y) * line;
                int f = (n * tall + y + frame) * wide + frame * in.channels();
                if (inwards) {
                    plain.get(p, row);
                    frames.put(f, row);
                } else {
                    frames.get(f, row);
                    plain.put(p, row);
                }
            }
        }
    }
}
