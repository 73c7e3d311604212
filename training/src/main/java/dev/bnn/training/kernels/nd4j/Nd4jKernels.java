// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.nd4j;

import dev.bnn.model.Activation;
import dev.bnn.model.Layer;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.ActivationFunction;
import dev.bnn.training.kernels.AdamUpdate;
import dev.bnn.training.kernels.BatchNormState;
import dev.bnn.training.kernels.BopUpdate;
import dev.bnn.training.kernels.Convolution;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.LossTargets;
import dev.bnn.training.kernels.SgdUpdate;
import dev.bnn.training.kernels.Surrogate;
import dev.bnn.training.kernels.array.Nd4jOperation;
import dev.bnn.training.kernels.host.HostKernels;
import java.util.Arrays;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The kernels composed of ND4J operations: plain and slow, and the reference for {@link HostKernels}. */
public final class Nd4jKernels implements Kernels {
    /**
     * A workspace, since the garbage collector would free a device's memory too late. The first step measures how much memory its
     * intermediate arrays need.
     */
    private static final WorkspaceConfiguration STEP = WorkspaceConfiguration.builder()
            .policyLearning(LearningPolicy.FIRST_LOOP)
            .policyAllocation(AllocationPolicy.STRICT)
            .policySpill(SpillPolicy.EXTERNAL)
            .build();

    private MemoryWorkspace workspace;

    @Override
    public void batchNorm(INDArray x, BatchNormState norm, ActivationFunction activation, INDArray y) {
        INDArray mean = x.mean(0);
        INDArray centered = x.subRowVector(mean);
        INDArray variance = centered.mul(centered).mean(0);
        norm.mean().assign(mean);
        norm.inverse().assign(Transforms.sqrt(variance.add(norm.eps()), false).rdivi(1));
        norm.runningMean().addi(mean.sub(norm.runningMean()).muli(norm.momentum()));
        norm.runningVariance().addi(variance.sub(norm.runningVariance()).muli(norm.momentum()));
        y.assign(normalized(x, norm));
        activate(y, activation, y);
    }

    private static INDArray normalized(INDArray x, BatchNormState norm) {
        INDArray slope = norm.inverse().mul(norm.gamma().latent());
        return x.subRowVector(norm.mean())
                .muliRowVector(slope)
                .addiRowVector(norm.beta().latent());
    }

    @Override
    public void batchNormGradient(
            INDArray x, BatchNormState norm, ActivationFunction activation, Surrogate surrogate, INDArray gradient) {
        activationGradient(normalized(x, norm), activation, surrogate, gradient);
        INDArray normal = x.subRowVector(norm.mean()).muliRowVector(norm.inverse());
        norm.beta().gradient().assign(gradient.sum(0));
        norm.gamma().gradient().assign(gradient.mul(normal).sum(0));
        double n = x.size(0);
        normal.muliRowVector(norm.gamma().gradient().div(n));
        gradient.subiRowVector(norm.beta().gradient().div(n)).subi(normal);
        gradient.muliRowVector(norm.inverse().mul(norm.gamma().latent()));
    }

    @Override
    public void activate(INDArray x, ActivationFunction activation, INDArray y) {
        y.assign(activation.accept(new Activated(x)));
    }

    /** The function's value at each x, or x itself. */
    private record Activated(INDArray x) implements ActivationFunction.Visitor<INDArray> {
        @Override
        public INDArray identity() {
            return x;
        }

        @Override
        public INDArray levels(ActivationFunction.Levels function) {
            if (function.sign()) {
                return positive(x).muli(2).subi(1);
            }
            Activation a = function.activation();
            INDArray codes = Nd4j.zeros(DataType.FLOAT, x.shape());
            for (int code = 1; code <= a.top(); code++) {
                codes.addi(x.gte(a.cut(code)).castTo(DataType.FLOAT));
            }
            return codes.muli(a.step()).addi(a.lo());
        }

        @Override
        public INDArray smooth(ActivationFunction.Smooth function) {
            Activation a = function.activation();
            return Transforms.min(Transforms.max(x, a.low(), true), a.high(), true)
                    .muli(a.slope());
        }
    }

    /** 1 where x is at least 0, else 0. */
    private static INDArray positive(INDArray x) {
        return x.gte(0).castTo(DataType.FLOAT);
    }

    @Override
    public void activationGradient(INDArray x, ActivationFunction activation, Surrogate surrogate, INDArray gradient) {
        activation.accept(new Slope(x, surrogate, gradient));
    }

    /** Multiplies a gradient by the estimate of the function's derivative at each x. */
    private record Slope(INDArray x, Surrogate surrogate, INDArray gradient)
            implements ActivationFunction.Visitor<Void> {
        @Override
        public Void identity() {
            return null;
        }

        @Override
        public Void levels(ActivationFunction.Levels function) {
            if (function.sign()) {
                signGradient(x, surrogate, gradient);
            } else {
                slope(function.activation(), x, gradient);
            }
            return null;
        }

        @Override
        public Void smooth(ActivationFunction.Smooth function) {
            slope(function.activation(), x, gradient);
            return null;
        }
    }

    private static void slope(Activation activation, INDArray x, INDArray gradient) {
        gradient.muli(x.gte(activation.low()).castTo(DataType.FLOAT))
                .muli(x.lte(activation.high()).castTo(DataType.FLOAT))
                .muli(activation.slope());
    }

    @Override
    public float meanStep(INDArray latent, WeightType type) {
        double mean = Transforms.abs(latent, true).meanNumber().doubleValue();
        return (float) Math.max(Float.MIN_NORMAL, 2 * mean / Math.sqrt(type.limit()));
    }

    @Override
    public double stepGradient(INDArray latent, WeightType type, float step, INDArray used, INDArray gradient) {
        INDArray units = latent.div(step);
        INDArray within = Transforms.abs(units, true).lte(type.limit()).castTo(DataType.FLOAT);
        return used.sub(units.mul(within)).muli(gradient).sumNumber().doubleValue();
    }

    @Override
    public void integers(INDArray latent, WeightType type, float step, INDArray used) {
        // Adding and subtracting 1.5 * 2^23 rounds to the nearest integer, ties to even.
        INDArray rounded = latent.div(step).addi(0x1.8p23f).subi(0x1.8p23f);
        used.assign(Transforms.min(Transforms.max(rounded, -type.limit(), false), type.limit(), false));
    }

    private static void signGradient(INDArray x, Surrogate surrogate, INDArray gradient) {
        INDArray size = Transforms.abs(x, true);
        gradient.muli(
                switch (surrogate.ste()) {
                    case CLIPPED -> size.lte(1).castTo(DataType.FLOAT);
                    case APPROXSIGN -> Transforms.max(size.mul(-2).addi(2), 0, false);
                    case SWISHSIGN -> swishSlope(size.muli(Surrogate.SWISH));
                    case TANH -> {
                        INDArray t = Transforms.tanh(x.mul(surrogate.sharpness()), false);
                        yield t.mul(t).rsubi(1).muli(surrogate.height() * surrogate.sharpness());
                    }
                });
    }

    /** In s = sigmoid(y): 5 (2 - y (2s - 1)) 2 s (1 - s). */
    private static INDArray swishSlope(INDArray y) {
        INDArray s = Transforms.sigmoid(y, true);
        INDArray bend = s.mul(2).subi(1).muli(y).rsubi(2);
        return bend.muli(s).muli(s.rsub(1)).muli(2 * Surrogate.SWISH);
    }

    @Override
    public void approach(INDArray mean, INDArray values, float share) {
        mean.addi(values.sub(mean).muli(share));
    }

    @Override
    public long adam(AdamUpdate update, INDArray weights, INDArray gradient, INDArray m, INDArray v) {
        INDArray before = positive(weights);
        INDArray whole = weights.mul(update.decay()).addi(gradient);
        m.muli(update.beta1()).addi(whole.mul(1 - update.beta1()));
        v.muli(update.beta2()).addi(whole.mul(whole).muli(1 - update.beta2()));
        INDArray move = m.mul(update.rate()).divi(Transforms.sqrt(v, true).addi(update.epsilon()));
        weights.subi(move.addi(weights.mul(update.shrink())));
        return clamped(weights, update.clip(), before);
    }

    @Override
    public long bop(BopUpdate update, INDArray weights, INDArray gradient, INDArray mean) {
        approach(mean, gradient, update.gamma());
        INDArray positive = positive(weights);
        INDArray rising = mean.gt(update.threshold()).castTo(DataType.FLOAT).muli(positive);
        INDArray falling = mean.lt(-update.threshold()).castTo(DataType.FLOAT).muli(positive.rsub(1));
        INDArray flips = rising.addi(falling);
        // A weight of 0 has the sign +1 and, negated, would keep it.
        INDArray zero = weights.eq(0).castTo(DataType.FLOAT).muli(flips).muli(Float.MIN_NORMAL);
        weights.muli(flips.mul(-2).addi(1)).subi(zero);
        return Math.round(flips.sumNumber().doubleValue());
    }

    @Override
    public long center(INDArray weights, INDArray used) {
        weights.subiRowVector(weights.mean(0));
        return Math.round(positive(used).subi(positive(weights)).norm1Number().doubleValue());
    }

    @Override
    public void rectify(INDArray weights, float reach) {
        float limit = reach * weights.norm1Number().floatValue() / weights.length();
        weights.assign(Transforms.min(Transforms.max(weights, -limit, true), limit, true));
    }

    @Override
    public long sgd(SgdUpdate update, INDArray weights, INDArray gradient, INDArray velocity) {
        INDArray before = positive(weights);
        INDArray whole = weights.mul(update.decay()).addi(gradient);
        velocity.muli(update.momentum()).addi(whole);
        INDArray direction = update.nesterov() ? velocity.mul(update.momentum()).addi(whole) : velocity;
        weights.subi(direction.mul(update.rate()));
        return clamped(weights, update.clip(), before);
    }

    /** Clamps, and counts the signs that differ from those before. */
    private static long clamped(INDArray weights, float clip, INDArray positiveBefore) {
        if (clip > 0) {
            weights.assign(Transforms.min(Transforms.max(weights, -clip, true), clip, true));
        }
        return Math.round(positiveBefore.subi(positive(weights)).norm1Number().doubleValue());
    }

    @Override
    public double crossEntropy(INDArray scores, LossTargets targets, double scale, INDArray gradient) {
        INDArray scaled = scores.mul(scale);
        INDArray shifted = scaled.subColumnVector(scaled.max(true, 1));
        INDArray exp = Transforms.exp(shifted, true);
        INDArray sum = exp.sum(true, 1);
        INDArray right = right(targets, scores);
        INDArray weights = right.sum(true, 1);
        double s = targets.smoothing();
        INDArray target = right.muli(1 - s).addiColumnVector(weights.mul(s / scores.size(1)));
        double n = targets.counted();
        double loss = Transforms.log(sum, true).muli(weights).sumNumber().doubleValue()
                - shifted.mul(target).sumNumber().doubleValue();
        exp.diviColumnVector(sum).muliColumnVector(weights);
        gradient.assign(exp.subi(target).muli(scale / n));
        return loss / n;
    }

    @Override
    public double squaredHinge(INDArray scores, LossTargets targets, double scale, INDArray gradient) {
        INDArray right = right(targets, scores);
        INDArray wrong = right.neg().addiColumnVector(right.sum(true, 1));
        INDArray below = Transforms.max(scores.mul(-scale).addi(1), 0, false);
        INDArray above = Transforms.max(scores.mul(scale).addi(1), 0, false);
        double count = (double) targets.counted() * scores.size(1);
        gradient.assign(above.mul(wrong).subi(below.mul(right)).muli(2 * scale / count));
        double loss = below.mul(below).muli(right).sumNumber().doubleValue()
                + above.mul(above).muli(wrong).sumNumber().doubleValue();
        return loss / count;
    }

    @Override
    public double distil(
            INDArray scores,
            double scale,
            INDArray teacherScores,
            Recipe.Teacher teacher,
            double loss,
            INDArray gradient) {
        double t = teacher.temperature();
        INDArray wanted = Transforms.softmax(teacherScores.div(t), true);
        INDArray found = Transforms.softmax(scores.mul(scale / t), true);
        double n = scores.size(0);
        double divergence = Transforms.log(wanted, true)
                        .subi(Transforms.log(found, true))
                        .muli(wanted)
                        .sumNumber()
                        .doubleValue()
                / n;
        gradient.muli(1 - teacher.share()).addi(found.sub(wanted).muli(teacher.share() * t * scale / n));
        return (1 - teacher.share()) * loss + teacher.share() * t * t * divergence;
    }

    @Override
    public Runnable prepare(Nd4jOperation operation) {
        CustomOp op = DynamicCustomOp.builder(operation.name())
                .addInputs(operation.inputs())
                .addOutputs(operation.outputs())
                .addFloatingPointArguments(
                        Arrays.stream(operation.reals()).boxed().toArray(Double[]::new))
                .addIntegerArguments(operation.integers())
                .build();
        return () -> Nd4j.exec(op);
    }

    @Override
    public <T> T step(Supplier<T> body) {
        if (workspace == null) {
            workspace = Nd4j.getWorkspaceManager().createNewWorkspace(STEP);
        }
        workspace.notifyScopeEntered();
        try {
            return body.get();
        } finally {
            workspace.notifyScopeLeft();
        }
    }

    @Override
    public void close() {
        if (workspace != null) {
            Nd4j.getWorkspaceManager().destroyWorkspace(workspace);
            workspace = null;
        }
    }

    @Override
    public Convolution convolution(Layer.Conv layer, int batch) {
        return new Nd4jConvolution(layer, batch);
    }

    @Override
    public Convolution depthwise(Layer.Depthwise layer, int batch) {
        return new Nd4jConvolution(layer, batch);
    }

    private static INDArray right(LossTargets targets, INDArray like) {
        int classes = (int) like.size(1);
        double[] row = new double[classes];
        float[] values = new float[(int) like.length()];
        for (int i = 0; i < like.size(0); i++) {
            targets.weightsOf(i, row);
            for (int c = 0; c < classes; c++) {
                values[i * classes + c] = (float) row[c];
            }
        }
        return Nd4j.createFromArray(values).reshape(like.shape());
    }
}
