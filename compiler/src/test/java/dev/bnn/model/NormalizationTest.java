// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalizationTest {
    private static final BigDecimal EPS = NetworkBuilder.DEFAULT_EPS;
    private static final MathContext DIGITS = new MathContext(420);
    private static final float[] GAMMAS = {0, -0f, 1, -1, 0.5f, 3e38f, -1e30f, 1e-42f, -Float.MIN_VALUE, 0.37f};
    private static final float[] BETAS = {0, -0f, 0.25f, -1, 37, 1e-42f, -Float.MIN_VALUE, -3e38f, 0.1f};
    private static final float[] MEANS = {0, 1, -36, 0.1f, -3e38f, 1e-42f, 1.5686296f};
    private static final float[] VARIANCES = {0, 0.25f, 4, 758.2072f, 3e38f, 1e-12f, Float.MIN_VALUE};

    @Test
    void atTheMeanAndWithoutGammaItIsBeta() {
        for (float gamma : GAMMAS) {
            for (float beta : BETAS) {
                for (float mean : MEANS) {
                    assertThat(Normalization.of(gamma, beta, mean, 2, EPS).apply(mean))
                            .isEqualTo(beta + 0.0);
                    assertThat(Normalization.of(0, beta, mean, 2, EPS).apply(7.5))
                            .isEqualTo(beta + 0.0);
                }
            }
        }
    }

    /** With eps 0.0001 and no variance the root is 1/100, which float64 cannot represent. */
    @Test
    void aTieThatOnlyDecimalsHaveIsATie() {
        // 0.375 * 100 = 37.5.
        assertThat(Normalization.of(0.375f, -37.5f, 2, 0, EPS).apply(3)).isZero();
        assertThat(Normalization.of(1, 100, 1, 0, EPS).apply(0)).isZero();
        assertThat(Normalization.of(1, 100, 1, 0, EPS).apply(Math.nextDown(0.0)))
                .isNegative();
        assertThat(Normalization.of(-1, 100, 1, 0, EPS).apply(2)).isZero();
        assertThat(Normalization.of(-1, 100, 1, 0, EPS).apply(Math.nextUp(2.0))).isNegative();
    }

    @Test
    void theResultIsTheGreatestFloat64NotAboveTheFormula() {
        Random random = new Random(3);
        int ties = 0;
        for (int i = 0; i < 1_500; i++) {
            float gamma = pick(random, GAMMAS, 1);
            float beta = pick(random, BETAS, 1);
            float mean = pick(random, MEANS, 20);
            float variance = Math.abs(pick(random, VARIANCES, 100));
            BigDecimal eps = variance == 0 || random.nextBoolean() ? EPS : BigDecimal.ZERO;
            double x = switch (random.nextInt(4)) {
                case 0 -> random.nextInt(200) - 100;
                case 1 -> mean + (random.nextInt(3) - 1) * Math.ulp(mean);
                case 2 -> near(gamma, beta, mean, variance, eps) + (random.nextInt(3) - 1) * 0x1p-40;
                default -> random.nextGaussian() * 100;
            };
            Normalization n = Normalization.of(gamma, beta, mean, variance, eps);
            double z = n.apply(x);
            String as = n + " at " + x;
            assertThat(n.exact(x)).as(as).isEqualTo(z);
            assertThat(reaches(gamma, beta, mean, variance, eps, x, z)).as(as).isTrue();
            assertThat(reaches(gamma, beta, mean, variance, eps, x, Math.nextUp(z)))
                    .as(as)
                    .isFalse();
            ties += z == 0 ? 1 : 0;
        }
        assertThat(ties).isGreaterThan(30);
    }

    /** A value near the zero of the result. */
    private static double near(float gamma, float beta, float mean, float variance, BigDecimal eps) {
        double x = gamma == 0 ? mean : mean - beta * Math.sqrt(variance + eps.doubleValue()) / gamma;
        return Math.abs(x) < 1e30 ? x : mean;
    }

    private static float pick(Random random, float[] special, double spread) {
        return random.nextBoolean()
                ? special[random.nextInt(special.length)]
                : (float) (random.nextGaussian() * spread);
    }

    /** gamma (x - mean) / sqrt(variance + eps) + beta >= c, with 420 digits; a difference beyond 370 digits counts as none. */
    private static boolean reaches(
            float gamma, float beta, float mean, float variance, BigDecimal eps, double x, double c) {
        BigDecimal root = new BigDecimal(variance).add(eps).sqrt(DIGITS);
        BigDecimal left = new BigDecimal(gamma).multiply(new BigDecimal(x).subtract(new BigDecimal(mean)));
        BigDecimal right = new BigDecimal(c).subtract(new BigDecimal(beta)).multiply(root);
        BigDecimal none = left.abs().max(right.abs()).multiply(new BigDecimal("1e-370"));
        return left.subtract(right).compareTo(none.negate()) >= 0;
    }

    @Test
    void itIsMonotoneWhateverTheNumbers() {
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            float gamma = pick(random, GAMMAS, 1);
            Normalization n = Normalization.of(
                    gamma,
                    pick(random, BETAS, 1),
                    pick(random, MEANS, 20),
                    Math.abs(pick(random, VARIANCES, 100)),
                    EPS);
            double[] x = random.doubles(20, -1e3, 1e3).toArray();
            for (int k = 0; k < 10; k++) {
                x[10 + k] = k % 2 == 0 ? Math.nextUp(x[k]) : x[k] + 1;
            }
            Arrays.sort(x);
            for (int k = 1; k < x.length; k++) {
                double step = n.apply(x[k]) - n.apply(x[k - 1]);
                assertThat(gamma < 0 ? step <= 0 : step >= 0)
                        .as("%s from %s to %s", n, x[k - 1], x[k])
                        .isTrue();
            }
        }
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        assertThatThrownBy(() -> Normalization.of(Float.NaN, 0, 0, 1, EPS)).hasMessage("gamma is NaN");
        assertThatThrownBy(() -> Normalization.of(1, 0, 0, Float.POSITIVE_INFINITY, EPS))
                .hasMessage("variance is Infinity");
        assertThatThrownBy(() -> Normalization.of(1, 0, 0, 0, BigDecimal.ZERO))
                .hasMessage("variance 0.0 + eps 0 is not above 0");
        assertThatThrownBy(() -> Normalization.of(1, 0, 0, -1, EPS))
                .hasMessage("variance -1.0 + eps 0.0001 is not above 0");
    }
}
