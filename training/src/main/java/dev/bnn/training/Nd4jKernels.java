package dev.bnn.training;

import dev.bnn.model.Layer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The kernels composed of ND4J operations: plain and slow, and the yardstick for {@link HostKernels}. */
final class Nd4jKernels implements Kernels {
    @Override
    public void batchNorm(INDArray x, BatchNormState norm, boolean sign, INDArray y) {
        INDArray mean = x.mean(0);
        INDArray centred = x.subRowVector(mean);
        INDArray variance = centred.mul(centred).mean(0);
        norm.mean().assign(mean);
        norm.inverse().assign(Transforms.sqrt(variance.add(norm.eps()), false).rdivi(1));
        norm.runningMean().addi(mean.sub(norm.runningMean()).muli(norm.momentum()));
        norm.runningVariance().addi(variance.sub(norm.runningVariance()).muli(norm.momentum()));
        y.assign(normalised(x, norm));
        if (sign) {
            sign(y, y);
        }
    }

    private static INDArray normalised(INDArray x, BatchNormState norm) {
        INDArray slope = norm.inverse().mul(norm.gamma().latent());
        return x.subRowVector(norm.mean())
                .muliRowVector(slope)
                .addiRowVector(norm.beta().latent());
    }

    @Override
    public void batchNormGradient(INDArray x, BatchNormState norm, boolean sign, INDArray gradient) {
        if (sign) {
            signGradient(normalised(x, norm), gradient);
        }
        INDArray normal = x.subRowVector(norm.mean()).muliRowVector(norm.inverse());
        norm.beta().gradient().assign(gradient.sum(0));
        norm.gamma().gradient().assign(gradient.mul(normal).sum(0));
        double n = x.size(0);
        normal.muliRowVector(norm.gamma().gradient().div(n));
        gradient.subiRowVector(norm.beta().gradient().div(n)).subi(normal);
        gradient.muliRowVector(norm.inverse().mul(norm.gamma().latent()));
    }

    @Override
    public void sign(INDArray x, INDArray y) {
        y.assign(positive(x).muli(2).subi(1));
    }

    /** 1 where x is at least 0, else 0. */
    private static INDArray positive(INDArray x) {
        return x.gte(0).castTo(DataType.FLOAT);
    }

    @Override
    public void signGradient(INDArray x, INDArray gradient) {
        gradient.muli(Transforms.abs(x, true).lte(1).castTo(DataType.FLOAT));
    }

    @Override
    public long adam(AdamStep step, INDArray weights, INDArray gradient, INDArray m, INDArray v) {
        INDArray before = positive(weights);
        m.muli(step.beta1()).addi(gradient.mul(1 - step.beta1()));
        v.muli(step.beta2()).addi(gradient.mul(gradient).muli(1 - step.beta2()));
        weights.subi(m.mul(step.rate()).divi(Transforms.sqrt(v, true).addi(step.epsilon())));
        if (step.clip() > 0) {
            weights.assign(Transforms.min(Transforms.max(weights, -step.clip(), true), step.clip(), true));
        }
        return Math.round(before.subi(positive(weights)).norm1Number().doubleValue());
    }

    @Override
    public double crossEntropy(INDArray scores, int[] labels, double scale, INDArray gradient) {
        INDArray scaled = scores.mul(scale);
        INDArray shifted = scaled.subColumnVector(scaled.max(true, 1));
        INDArray exp = Transforms.exp(shifted, true);
        INDArray sum = exp.sum(true, 1);
        INDArray hot = oneHot(labels, scores);
        double n = scores.size(0);
        double loss = Transforms.log(sum, true).sumNumber().doubleValue()
                - shifted.mul(hot).sumNumber().doubleValue();
        gradient.assign(exp.diviColumnVector(sum).subi(hot).muli(scale / n));
        return loss / n;
    }

    @Override
    public double squaredHinge(INDArray scores, int[] labels, double scale, INDArray gradient) {
        INDArray target = oneHot(labels, scores).muli(2).subi(1);
        INDArray margin = scores.mul(target).muli(-scale).addi(1);
        margin.muli(positive(margin));
        double count = scores.length();
        gradient.assign(margin.mul(target).muli(-2 * scale / count));
        return margin.mul(margin).sumNumber().doubleValue() / count;
    }

    @Override
    public Convolution convolution(Layer.Conv layer, int batch) {
        return new Nd4jConvolution(layer, batch);
    }

    private static INDArray oneHot(int[] labels, INDArray like) {
        INDArray hot = Nd4j.zeros(DataType.FLOAT, like.shape());
        for (int i = 0; i < labels.length && i < like.size(0); i++) {
            hot.putScalar(i, labels[i], 1);
        }
        return hot;
    }
}
