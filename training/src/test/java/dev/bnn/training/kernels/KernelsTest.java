// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.data.SplitMix64;
import dev.bnn.model.Activation;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.Nets;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.HostKernels;
import dev.bnn.training.kernels.nd4j.Nd4jKernels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Both implementations compute the same values, with one and with two threads. */
class KernelsTest {
    private final RowParallel rows = new RowParallel(2);
    private final Kernels host = new HostKernels(rows);
    private final Kernels plain = new Nd4jKernels();

    @AfterEach
    void close() {
        rows.close();
    }

    private static INDArray random(long seed, double scale, int... shape) {
        INDArray array = Native.zeros(Arrays.stream(shape).asLongStream().toArray());
        SplitMix64 random = new SplitMix64(seed);
        float[] values = new float[(int) array.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        Native.write(array, values);
        return array;
    }

    private static void assertClose(INDArray actual, INDArray expected, double tolerance) {
        float[] a = actual.dup('c').data().asFloat();
        float[] b = expected.dup('c').data().asFloat();
        assertThat(a).containsExactly(b, within((float) tolerance));
    }

    private static BatchNormState norm(int channels) {
        BatchNormState norm = BatchNormState.of("bn", channels, 1e-4, 0.1);
        norm.gamma().latent().assign(random(5, 1, channels));
        norm.beta().latent().assign(random(6, 0.5, channels));
        return norm;
    }

    @ParameterizedTest
    @CsvSource({
        "7,1,none,CLIPPED",
        "7,1,sign,CLIPPED",
        "64,10,none,CLIPPED",
        "64,10,sign,APPROXSIGN",
        "64,10,sign,SWISHSIGN",
        "64,10,sign,TANH",
        "64,10,quant 2,CLIPPED",
        "64,10,relu 2,CLIPPED",
        "64,10,ternary,CLIPPED",
        "3000,33,none,CLIPPED",
        "3000,33,sign,CLIPPED",
        "3000,33,relu 4,CLIPPED",
        "64,10,smooth sign,CLIPPED",
        "64,10,smooth relu 3,CLIPPED",
        "64,10,smooth ternary,CLIPPED",
        "64,10,relu,CLIPPED"
    })
    void batchNormalization(int n, int channels, String words, Recipe.Ste ste) {
        ActivationFunction activation =
                words.equals("none") ? ActivationFunction.NONE : ActivationFunction.of(Nets.activation(words));
        Surrogate surrogate = new Surrogate(ste, 3);
        INDArray x = random(1, 20, n, channels);
        BatchNormState a = norm(channels);
        BatchNormState b = norm(channels);
        INDArray ya = Native.zeros(n, channels);
        INDArray yb = Native.zeros(n, channels);
        host.batchNorm(x, a, activation, ya);
        plain.batchNorm(x, b, activation, yb);
        assertClose(ya, yb, 1e-3);
        assertClose(a.runningMean(), b.runningMean(), 1e-3);
        assertClose(a.runningVariance(), b.runningVariance(), 1e-2);
        INDArray ga = random(2, 1, n, channels);
        INDArray gb = ga.dup('c');
        host.batchNormGradient(x, a, activation, surrogate, ga);
        plain.batchNormGradient(x, b, activation, surrogate, gb);
        assertClose(ga, gb, 1e-3);
        assertClose(a.gamma().gradient(), b.gamma().gradient(), 2e-2);
        assertClose(a.beta().gradient(), b.beta().gradient(), 2e-2);
    }

    /** Labels of -1 count neither in the sum nor in its divisor. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void labelsThatDoNotCount(boolean hinge) {
        INDArray scores = random(11, 2, 6, 3);
        INDArray counted = random(11, 2, 6, 3)
                .get(NDArrayIndex.interval(0, 4), NDArrayIndex.all())
                .dup('c');
        for (Kernels kernels : new Kernels[] {host, plain}) {
            INDArray all = Native.zeros(6, 3);
            INDArray some = Native.zeros(4, 3);
            double withThem = loss(kernels, hinge, scores, new int[] {0, 1, 2, 0, -1, -1}, all);
            double without = loss(kernels, hinge, counted, new int[] {0, 1, 2, 0}, some);
            assertThat(withThem).isCloseTo(without, within(1e-5));
            for (int i = 0; i < all.length(); i++) {
                float wanted = i < some.length() ? some.getFloat(i) : 0;
                assertThat(all.getFloat(i)).isCloseTo(wanted, within(1e-6f));
            }
            assertThat(loss(kernels, hinge, scores, new int[] {-1, -1, -1, -1, -1, -1}, all))
                    .isZero();
        }
    }

    private static double loss(Kernels kernels, boolean hinge, INDArray scores, int[] labels, INDArray gradient) {
        return hinge
                ? kernels.squaredHinge(scores, LossTargets.of(labels), 0.5, gradient)
                : kernels.crossEntropy(scores, LossTargets.of(labels), 0.5, gradient);
    }

    @ParameterizedTest
    @CsvSource({"1,3", "50,10", "900,64"})
    void signs(int n, int channels) {
        INDArray x = random(3, 1, n, channels);
        x.putScalar(0, 0, 0f);
        x.putScalar(0, 1, 1f);
        x.putScalar(0, 2, -1.0001f);
        for (Kernels kernels : new Kernels[] {host, plain}) {
            INDArray y = Native.zeros(n, channels);
            kernels.activate(x, ActivationFunction.SIGN, y);
            assertThat(y.getFloat(0, 0)).as("sign(0)").isEqualTo(1f);
            INDArray g = Native.zeros(n, channels);
            g.assign(1f);
            kernels.activationGradient(x, ActivationFunction.SIGN, Surrogate.CLIPPED, g);
            assertThat(g.getFloat(0, 1)).as("gradient at 1").isEqualTo(1f);
            assertThat(g.getFloat(0, 2)).as("gradient beyond -1").isZero();
        }
        INDArray ya = Native.zeros(n, channels);
        INDArray yb = Native.zeros(n, channels);
        host.activate(x, ActivationFunction.SIGN, ya);
        plain.activate(x, ActivationFunction.SIGN, yb);
        assertClose(ya, yb, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quant 2", "quant 3", "quant 8", "relu 2", "relu 4", "ternary"})
    void levels(String words) {
        Activation activation = Nets.activation(words);
        ActivationFunction function = ActivationFunction.of(activation);
        // Every cut, points slightly below and above it, two points beyond the levels, and the floats next to 0.
        float[] points = new float[3 * activation.top() + 6];
        points[points.length - 6] = -1e-20f;
        points[points.length - 5] = 1e-20f;
        points[points.length - 4] = -Float.MIN_NORMAL;
        points[points.length - 3] = Math.nextDown(0.5f);
        points[points.length - 2] = -2;
        points[points.length - 1] = 2;
        for (int code = 1; code <= activation.top(); code++) {
            float cut = (float) activation.cut(code);
            points[3 * code - 3] = cut;
            points[3 * code - 2] = Math.nextDown(cut);
            points[3 * code - 1] = cut + 0.3f / (1 << activation.bits());
        }
        INDArray x = Nd4j.createFromArray(points).reshape(points.length, 1);
        for (Kernels kernels : new Kernels[] {host, plain}) {
            INDArray y = Native.zeros(points.length, 1);
            kernels.activate(x, function, y);
            INDArray g = Native.zeros(points.length, 1);
            g.assign(1f);
            kernels.activationGradient(x, function, Surrogate.CLIPPED, g);
            for (int i = 0; i < points.length; i++) {
                assertThat(y.getFloat(i)).isEqualTo(activation.value(activation.code(points[i])));
                boolean within = words.startsWith("relu")
                        ? points[i] >= 0 && points[i] <= 2 - 2.0 / (1 << activation.bits())
                        : Math.abs(points[i]) <= 1;
                assertThat(g.getDouble(i)).isEqualTo(within ? activation.slope() : 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WeightType.class,
            names = {"BIPOLAR", "FLOAT"},
            mode = EnumSource.Mode.EXCLUDE)
    void integers(WeightType type) {
        INDArray latent = random(4, 0.1, 300, 70);
        INDArray[] used = {Native.zeros(300, 70), Native.zeros(300, 70)};
        float step = host.meanStep(latent, type);
        assertThat(step).isCloseTo(plain.meanStep(latent, type), within(1e-6f));
        host.integers(latent, type, step, used[0]);
        plain.integers(latent, type, step, used[1]);
        assertClose(used[0], used[1], 0);
        INDArray gradient = random(9, 1, 300, 70);
        assertThat(host.stepGradient(latent, type, step, used[0], gradient))
                .isCloseTo(plain.stepGradient(latent, type, step, used[0], gradient), within(1e-2));
        assertThat(used[0].maxNumber().doubleValue())
                .isEqualTo(Math.min(type.limit(), used[0].maxNumber().intValue()));
        assertThat(used[0].maxNumber().doubleValue()).isGreaterThanOrEqualTo(Math.min(7, type.limit()));
        assertThat(used[0].minNumber().doubleValue()).isBetween((double) -type.limit(), -1.0);
    }

    @Test
    void distillationIsItsFormulaAndItsGradientItsDerivative() {
        INDArray scores = random(11, 3, 6, 5);
        INDArray teacherScores = random(12, 2, 6, 5);
        Recipe.Teacher teacher = new Recipe.Teacher("twin", 0.7, 3);
        double scale = 0.4;
        INDArray[] gradients = {random(13, 1, 6, 5), Native.zeros(6, 5)};
        gradients[1].assign(gradients[0]);
        INDArray before = gradients[0].dup('c');
        double a = host.distil(scores, scale, teacherScores, teacher, 1.5, gradients[0]);
        double b = plain.distil(scores, scale, teacherScores, teacher, 1.5, gradients[1]);
        assertThat(a).isCloseTo(b, within(1e-5));
        assertClose(gradients[0], gradients[1], 1e-5);
        double h = 1e-2;
        for (int i = 0; i < scores.length(); i++) {
            double[] loss = new double[2];
            for (int side = 0; side < 2; side++) {
                INDArray moved = scores.dup('c');
                moved.putScalar(i / 5, i % 5, scores.getFloat(i / 5, i % 5) + (side == 0 ? h : -h));
                loss[side] = host.distil(moved, scale, teacherScores, teacher, 0, Native.zeros(6, 5));
            }
            double numeric = (loss[0] - loss[1]) / (2 * h) + 0.3 * before.getFloat(i / 5, i % 5);
            assertThat(gradients[0].getDouble(i / 5, i % 5)).isCloseTo(numeric, within(1e-4));
        }
        INDArray same = Native.zeros(6, 5);
        assertThat(host.distil(teacherScores, 1, teacherScores, teacher, 2, same))
                .isCloseTo(0.6, within(1e-6));
        assertThat(same.norm1Number().doubleValue()).isLessThan(1e-6);
    }

    @Test
    void theStepsGradientIsThatOfTheFormula() {
        // In units of the step 0.5: 0.4, -0.6, 3 and -1.2; as ternary 0, -1, 1 and -1.
        INDArray latent = Nd4j.createFromArray(0.2f, -0.3f, 1.5f, -0.6f).reshape(2, 2);
        INDArray gradient = Nd4j.createFromArray(1f, 2f, 3f, 5f).reshape(2, 2);
        for (Kernels kernels : new Kernels[] {host, plain}) {
            INDArray used = Native.zeros(2, 2);
            kernels.integers(latent, WeightType.TERNARY, 0.5f, used);
            assertThat(used.dup('c').data().asFloat()).containsExactly(0, -1, 1, -1);
            double wanted = 1 * (0 - 0.4) + 2 * (-1 + 0.6) + 3 * 1 + 5 * -1;
            assertThat(kernels.stepGradient(latent, WeightType.TERNARY, 0.5f, used, gradient))
                    .isCloseTo(wanted, within(1e-5));
            assertThat(kernels.meanStep(latent, WeightType.INT4))
                    .isCloseTo((float) (1.3 / Math.sqrt(7)), within(1e-6f));
        }
    }

    @ParameterizedTest
    @CsvSource({"3,2,1,0,false", "700,30,1,0,false", "700,30,0,0,false", "700,30,0,0.1,false", "700,30,1,0.2,true"})
    void adam(int fanIn, int outputs, double clip, double decay, boolean decoupled) {
        Descent.Optimizer.Adam adam = new Descent.Optimizer.Adam(0.9, 0.999, 1e-8, decay, decoupled);
        INDArray[] a = {random(1, 0.5, fanIn, outputs), Native.zeros(fanIn, outputs), Native.zeros(fanIn, outputs)};
        INDArray[] b = {a[0].dup('c'), Native.zeros(fanIn, outputs), Native.zeros(fanIn, outputs)};
        for (int step = 1; step <= 4; step++) {
            INDArray gradient = random(step, 0.01, fanIn, outputs);
            AdamUpdate s = AdamUpdate.of(adam, 0.3, step, clip);
            long flips = host.adam(s, a[0], gradient, a[1], a[2]);
            assertThat(flips).isEqualTo(plain.adam(s, b[0], gradient, b[1], b[2]));
            assertClose(a[0], b[0], 1e-4);
        }
        if (clip > 0) {
            assertThat(a[0].amaxNumber().doubleValue()).isLessThanOrEqualTo(clip);
        }
    }

    @ParameterizedTest
    @CsvSource({"3,2,0,false,0,0", "700,30,0.9,false,0.1,0.6", "700,30,0.9,true,0.1,0", "5,1,0.5,true,0,0.2"})
    void gradientDescent(int fanIn, int outputs, double momentum, boolean nesterov, double decay, double clip) {
        SgdUpdate s = SgdUpdate.of(new Descent.Optimizer.Sgd(momentum, nesterov, decay), 0.3, clip);
        INDArray[] a = {random(1, 0.5, fanIn, outputs), Native.zeros(fanIn, outputs)};
        INDArray[] b = {a[0].dup('c'), Native.zeros(fanIn, outputs)};
        for (int step = 1; step <= 4; step++) {
            INDArray gradient = random(step, 1, fanIn, outputs);
            long flips = host.sgd(s, a[0], gradient, a[1]);
            assertThat(flips).isEqualTo(plain.sgd(s, b[0], gradient, b[1]));
            assertClose(a[0], b[0], 1e-4);
            assertClose(a[1], b[1], 1e-4);
        }
        if (clip > 0) {
            assertThat(a[0].amaxNumber().doubleValue()).isLessThanOrEqualTo((float) clip);
        }
    }

    @ParameterizedTest
    @CsvSource({"3,2,0.5,0.1", "700,30,0.1,0.02", "700,30,1,0"})
    void bop(int fanIn, int outputs, float gamma, float threshold) {
        BopUpdate update = new BopUpdate(threshold, gamma);
        INDArray[] a = {random(1, 0.5, fanIn, outputs), Native.zeros(fanIn, outputs)};
        a[0].putScalar(0, 0);
        INDArray[] b = {a[0].dup('c'), a[1].dup('c')};
        for (int step = 1; step <= 4; step++) {
            INDArray gradient = random(step + 1, 1, fanIn, outputs);
            long flips = host.bop(update, a[0], gradient, a[1]);
            assertThat(flips).isPositive().isEqualTo(plain.bop(update, b[0], gradient, b[1]));
            assertClose(a[0], b[0], 1e-6);
            assertClose(a[1], b[1], 1e-6);
        }
    }

    /** Flips where the mean has the weight's sign and is above the threshold; 0 has the sign +1 and can lose it. */
    @Test
    void bopByHand() {
        float[] weights = {0.5f, 0.5f, 0.5f, -0.5f, -0.5f, 0};
        float[] gradients = {2, 0.5f, -2, -2, 2, 2};
        float[] expected = {-0.5f, 0.5f, 0.5f, 0.5f, -0.5f, -Float.MIN_NORMAL};
        for (Kernels kernels : new Kernels[] {host, plain}) {
            INDArray[] a = {Native.zeros(6), Native.zeros(6), Native.zeros(6)};
            Native.write(a[0], weights.clone());
            Native.write(a[1], gradients.clone());
            long flips = kernels.bop(new BopUpdate(0.5f, 0.5f), a[0], a[1], a[2]);
            assertThat(flips).isEqualTo(3);
            assertThat(Native.values(a[0])).isEqualTo(expected);
            assertThat(a[2].getDouble(0)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "9,4", "700,30"})
    void center(int fanIn, int outputs) {
        INDArray a = random(1, 0.5, fanIn, outputs).addi(0.1);
        INDArray used = Native.zeros(fanIn, outputs);
        host.activate(a, ActivationFunction.SIGN, used);
        INDArray b = a.dup('c');
        long changed = host.center(a, used);
        assertThat(changed).isEqualTo(plain.center(b, used));
        assertThat(fanIn == 1 ? 1 : changed).isPositive();
        assertClose(a, b, 1e-5);
        assertThat(a.mean(0).amaxNumber().doubleValue()).isLessThan(1e-6);
    }

    @ParameterizedTest
    @CsvSource({"1,1,0.5", "9,4,1.5", "700,30,2.3"})
    void rectify(int fanIn, int outputs, float reach) {
        INDArray a = random(1, 0.5, fanIn, outputs);
        INDArray b = a.dup('c');
        float[] values = Native.values(a);
        double mean = IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .average()
                .orElseThrow();
        host.rectify(a, reach);
        plain.rectify(b, reach);
        assertClose(a, b, 1e-6);
        for (int i = 0; i < values.length; i++) {
            double expected = Math.copySign(Math.min(Math.abs(values[i]), reach * mean), values[i]);
            assertThat(Native.values(a)[i]).isCloseTo((float) expected, within(1e-6f));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,0.25", "700,30,0.01", "700,30,1"})
    void approach(int rows, int columns, float share) {
        INDArray a = random(1, 0.5, rows, columns);
        INDArray b = a.dup('c');
        INDArray values = random(2, 0.5, rows, columns);
        host.approach(a, values, share);
        plain.approach(b, values, share);
        assertClose(a, b, 1e-6);
        if (share == 1) {
            assertClose(a, values, 1e-6);
        }
        for (Kernels kernels : new Kernels[] {host, plain}) {
            a.assign(2f);
            values.assign(4f);
            kernels.approach(a, values, 0.25f);
            assertThat(a.minNumber().floatValue()).isEqualTo(2.5f);
            assertThat(a.maxNumber().floatValue()).isEqualTo(2.5f);
        }
    }

    /** Two steps of one weight from 1, with gradients 1 and 2 at rate 0.1, computed by hand. */
    @ParameterizedTest
    @CsvSource({
        "0,false,0,0.9,0.7",
        "0.5,false,0,0.9,0.65",
        "0.5,true,0,0.85,0.525",
        "0,false,0.1,0.89,0.6811",
        "0.5,false,0.1,0.89,0.6261"
    })
    void gradientDescentByHand(double momentum, boolean nesterov, double decay, double afterOne, double afterTwo) {
        SgdUpdate s = SgdUpdate.of(new Descent.Optimizer.Sgd(momentum, nesterov, decay), 0.1, 0);
        for (Kernels kernels : new Kernels[] {host, plain}) {
            INDArray w = Native.zeros(1, 1);
            INDArray gradient = Native.zeros(1, 1);
            INDArray velocity = Native.zeros(1, 1);
            w.assign(1f);
            gradient.assign(1f);
            kernels.sgd(s, w, gradient, velocity);
            assertThat(w.getDouble(0)).isCloseTo(afterOne, within(1e-6));
            gradient.assign(2f);
            kernels.sgd(s, w, gradient, velocity);
            assertThat(w.getDouble(0)).isCloseTo(afterTwo, within(1e-6));
        }
    }

    /** The first step of Adam moves by the rate; AdamW subtracts rate * decay of the weight in addition. */
    @ParameterizedTest
    @CsvSource({"0,false,0.9", "0.5,false,0.9", "0.5,true,0.8"})
    void decayOfAdamByHand(double decay, boolean decoupled, double expected) {
        Descent.Optimizer.Adam adam = new Descent.Optimizer.Adam(0.9, 0.999, 1e-8, decay, decoupled);
        for (Kernels kernels : new Kernels[] {host, plain}) {
            INDArray[] a = {Native.zeros(1, 1), Native.zeros(1, 1), Native.zeros(1, 1), Native.zeros(1, 1)};
            a[0].assign(2f);
            a[1].assign(3f);
            kernels.adam(AdamUpdate.of(adam, 0.1, 1, 0), a[0], a[1], a[2], a[3]);
            assertThat(a[0].getDouble(0)).isCloseTo(1 + expected, within(1e-5));
            assertThat(a[2].getDouble(0)).isCloseTo(0.1 * (decoupled ? 3 : 3 + 2 * decay), within(1e-5));
        }
    }

    /** Smoothing, class weights and a second label; 3 rows and 4 classes are the minimum that shows them all. */
    @ParameterizedTest
    @CsvSource({
        "1,2,1,0,1,false",
        "50,10,0.1,0,1,false",
        "50,10,0.1,0.2,1,true",
        "3,4,1,0.1,0.7,true",
        "9,4,1,0,0.7,false"
    })
    void lossesAndTheirGradients(int n, int classes, double scale, double smoothing, double share, boolean weighted) {
        INDArray scores = random(4, 3, n, classes);
        int[] labels = new int[n];
        int[] others = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = (i * 7) % classes;
            others[i] = (i * 3 + 1) % classes;
        }
        double[] weights = new double[weighted ? classes : 0];
        Arrays.setAll(weights, c -> 0.5 + c);
        LossTargets targets = new LossTargets(labels, others, share, smoothing, weights);
        for (Loss loss : List.<Loss>of(Kernels::crossEntropy, Kernels::squaredHinge)) {
            INDArray ga = Native.zeros(n, classes);
            INDArray gb = Native.zeros(n, classes);
            assertThat(loss.of(host, scores, targets, scale, ga))
                    .isCloseTo(loss.of(plain, scores, targets, scale, gb), within(2e-4));
            assertClose(ga, gb, 1e-5);
            for (int c = 0; c < classes; c++) {
                assertDescends(loss, scores, targets, scale, ga, n - 1, c);
            }
        }
    }

    private interface Loss {
        double of(Kernels kernels, INDArray scores, LossTargets targets, double scale, INDArray gradient);
    }

    /** Compares a gradient with a central difference. */
    private void assertDescends(
            Loss loss, INDArray scores, LossTargets targets, double scale, INDArray gradient, int row, int c) {
        double h = 1e-2;
        double[] moved = new double[2];
        for (int i = 0; i < 2; i++) {
            INDArray other = scores.dup('c');
            other.putScalar(row, c, scores.getFloat(row, c) + (i == 0 ? h : -h));
            moved[i] = loss.of(host, other, targets, scale, Native.zeros(scores.shape()));
        }
        assertThat(gradient.getDouble(row, c)).isCloseTo((moved[0] - moved[1]) / (2 * h), within(1e-3));
    }

    /** A row of scores 0, 1 and 2, label 1, by hand. */
    @Test
    void lossesByHand() {
        INDArray scores = Native.zeros(1, 3);
        scores.putScalar(0, 1, 1f);
        scores.putScalar(0, 2, 2f);
        double logSum = Math.log(1 + Math.E + Math.E * Math.E);
        INDArray g = Native.zeros(1, 3);
        int[] labels = {1};
        double[] weights = {1, 3, 1};
        for (Kernels kernels : new Kernels[] {host, plain}) {
            assertThat(kernels.crossEntropy(scores, LossTargets.of(labels), 1, g))
                    .isCloseTo(logSum - 1, within(1e-5));
            // Smoothed by 0.3, the target is 0.1, 0.8, 0.1.
            assertThat(kernels.crossEntropy(scores, new LossTargets(labels, labels, 1, 0.3, weights), 1, g))
                    .isCloseTo(3 * (logSum - 0.8 - 0.2), within(1e-5));
            // 0 should be below -1, 1 is above 1 as it should be, 2 should be below -1.
            assertThat(kernels.squaredHinge(scores, LossTargets.of(labels), 1, g))
                    .isCloseTo(10.0 / 3, within(1e-5));
            assertThat(kernels.squaredHinge(scores, new LossTargets(labels, new int[] {2}, 0.75, 0, weights), 1, g))
                    .isCloseTo((0.75 * 3 * 10 + 0.25 * (1 + 4)) / 3, within(1e-5));
        }
    }
}
