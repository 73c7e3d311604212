package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.data.SplitMix64;
import dev.bnn.model.Recipe;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The same figures from both implementations, for one and for two threads. */
class KernelsTest {
    private final Rows rows = new Rows(2);
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
        Native.buffer(array).put(0, values);
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
    @CsvSource({"7,1,false", "7,1,true", "64,10,false", "64,10,true", "3000,33,false", "3000,33,true"})
    void batchNormalisation(int n, int channels, boolean sign) {
        INDArray x = random(1, 20, n, channels);
        BatchNormState a = norm(channels);
        BatchNormState b = norm(channels);
        INDArray ya = Native.zeros(n, channels);
        INDArray yb = Native.zeros(n, channels);
        host.batchNorm(x, a, sign, ya);
        plain.batchNorm(x, b, sign, yb);
        assertClose(ya, yb, 1e-3);
        assertClose(a.runningMean(), b.runningMean(), 1e-3);
        assertClose(a.runningVariance(), b.runningVariance(), 1e-2);
        INDArray ga = random(2, 1, n, channels);
        INDArray gb = ga.dup('c');
        host.batchNormGradient(x, a, sign, ga);
        plain.batchNormGradient(x, b, sign, gb);
        assertClose(ga, gb, 1e-3);
        assertClose(a.gamma().gradient(), b.gamma().gradient(), 2e-2);
        assertClose(a.beta().gradient(), b.beta().gradient(), 2e-2);
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
            kernels.sign(x, y);
            assertThat(y.getFloat(0, 0)).as("sign(0)").isEqualTo(1f);
            INDArray g = Native.zeros(n, channels);
            g.assign(1f);
            kernels.signGradient(x, g);
            assertThat(g.getFloat(0, 1)).as("gradient at 1").isEqualTo(1f);
            assertThat(g.getFloat(0, 2)).as("gradient beyond -1").isZero();
        }
        INDArray ya = Native.zeros(n, channels);
        INDArray yb = Native.zeros(n, channels);
        host.sign(x, ya);
        plain.sign(x, yb);
        assertClose(ya, yb, 0);
    }

    @ParameterizedTest
    @CsvSource({"3,2,1", "700,30,1", "700,30,0"})
    void adam(int fanIn, int outputs, double clip) {
        Recipe.Optimizer.Adam adam = new Recipe.Optimizer.Adam(0.9, 0.999, 1e-8);
        INDArray[] a = {random(1, 0.5, fanIn, outputs), Native.zeros(fanIn, outputs), Native.zeros(fanIn, outputs)};
        INDArray[] b = {a[0].dup('c'), Native.zeros(fanIn, outputs), Native.zeros(fanIn, outputs)};
        for (int step = 1; step <= 4; step++) {
            INDArray gradient = random(step, 0.01, fanIn, outputs);
            AdamStep s = AdamStep.of(adam, 0.3, step, clip);
            long flips = host.adam(s, a[0], gradient, a[1], a[2]);
            assertThat(flips).isEqualTo(plain.adam(s, b[0], gradient, b[1], b[2]));
            assertClose(a[0], b[0], 1e-4);
        }
        if (clip > 0) {
            assertThat(a[0].amaxNumber().doubleValue()).isLessThanOrEqualTo(clip);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,2,1", "50,10,0.1"})
    void lossesAndTheirGradients(int n, int classes, double scale) {
        INDArray scores = random(4, 3, n, classes);
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = (i * 7) % classes;
        }
        INDArray ga = Native.zeros(n, classes);
        INDArray gb = Native.zeros(n, classes);
        assertThat(host.crossEntropy(scores, labels, scale, ga))
                .isCloseTo(plain.crossEntropy(scores, labels, scale, gb), within(1e-4));
        assertClose(ga, gb, 1e-5);
        assertDescends(scores, labels, scale, ga, true);
        assertThat(host.squaredHinge(scores, labels, scale, ga))
                .isCloseTo(plain.squaredHinge(scores, labels, scale, gb), within(1e-4));
        assertClose(ga, gb, 1e-5);
        assertDescends(scores, labels, scale, ga, false);
    }

    /** The first gradient against a central difference. */
    private void assertDescends(INDArray scores, int[] labels, double scale, INDArray gradient, boolean entropy) {
        double h = 1e-2;
        double[] loss = new double[2];
        for (int i = 0; i < 2; i++) {
            INDArray moved = scores.dup('c');
            moved.putScalar(0, 0, scores.getFloat(0, 0) + (i == 0 ? h : -h));
            INDArray scratch = Native.zeros(scores.shape());
            loss[i] = entropy
                    ? host.crossEntropy(moved, labels, scale, scratch)
                    : host.squaredHinge(moved, labels, scale, scratch);
        }
        assertThat(gradient.getDouble(0, 0)).isCloseTo((loss[0] - loss[1]) / (2 * h), within(1e-3));
    }
}
