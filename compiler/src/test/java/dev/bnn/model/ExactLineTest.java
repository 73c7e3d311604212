// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactLineTest {
    /** The byte that stands for exactly 0 gives 0, and its neighbors have the right signs, in all ranges of one or two decimals. */
    @Test
    void theByteOfZeroIsZeroInEveryRange() {
        int zeros = 0;
        for (int low = -300; low < 300; low += 7) {
            for (int high = -300; high < 300; high += 3) {
                if (low != high) {
                    zeros += zerosOfRange(low, high, 2) + zerosOfRange(low, high, 1);
                }
            }
        }
        assertThat(zeros).isGreaterThan(500);
        assertThat(zerosOfRange(-1, 2, 2)).as("-0.01 .. 0.02").isEqualTo(1);
    }

    /** Checks each byte's sign against integer arithmetic; returns how many bytes stand for 0. */
    private static int zerosOfRange(int low, int high, int decimals) {
        ExactLine line =
                new ValueSet.ScaledBytes(BigDecimal.valueOf(low, decimals), BigDecimal.valueOf(high, decimals)).line();
        int zeros = 0;
        for (int p = 0; p < 256; p++) {
            int sign = Integer.signum(low * 255 + (high - low) * p);
            zeros += sign == 0 ? 1 : 0;
            double x = line.apply(p);
            if (Math.signum(x) != sign || Double.doubleToRawLongBits(x) == Long.MIN_VALUE) {
                fail(low + " .. " + high + ", byte " + p + " gives " + x);
            }
        }
        return zeros;
    }

    @Test
    void theResultIsTheGreatestFloat64NotAboveTheNumber() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal slope = decimal(random);
            BigDecimal constant = decimal(random);
            long divisor = random.nextBoolean() ? 255 : 1 + random.nextInt(100);
            long a = random.nextInt(4) == 0 ? random.nextInt(600) - 300 : random.nextInt() >> random.nextInt(20);
            ExactLine line = ExactLine.of(slope, constant, divisor);
            double x = line.apply(a);
            BigDecimal times = slope.multiply(BigDecimal.valueOf(a)).add(constant);
            String as = line + " at " + a;
            assertThat(reaches(times, divisor, x)).as(as).isTrue();
            assertThat(reaches(times, divisor, Math.nextUp(x))).as(as).isFalse();
            assertThat(line.exact(a)).as(as).isEqualTo(x);
        }
    }

    private static boolean reaches(BigDecimal times, long divisor, double x) {
        return times.compareTo(new BigDecimal(x).multiply(BigDecimal.valueOf(divisor))) >= 0;
    }

    /** A number of few digits, or of more than float64 has. */
    private static BigDecimal decimal(Random random) {
        long digits = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(2001) - 1000;
        return BigDecimal.valueOf(digits, random.nextInt(20));
    }

    @Test
    void aMeanOfEqualValuesIsTheirValue() {
        for (int values = 1; values < 200; values++) {
            for (int v = -3; v <= 3; v++) {
                assertThat(ExactLine.mean(values).apply((long) v * values))
                        .as("%s of %s", v, values)
                        .isEqualTo(v);
            }
        }
    }

    @Test
    void sumsOfALineAreALine() {
        ExactLine line = ValueSet.ScaledBytes.range("-1", "1").line();
        assertThat(line).hasToString("(2 * a - 255) / 255");
        assertThat(line.ofSum(3, 0).apply(3 * 255)).isEqualTo(3);
        assertThat(line.ofSum(-2, 5).apply(-2 * 255)).isEqualTo(3);
        assertThat(ExactLine.whole(2, -3).ofSum(4, 1))
                .isEqualTo(ExactLine.whole(2, -11))
                .hasToString("2 * a - 11");
        assertThatThrownBy(() -> ExactLine.of(BigDecimal.ONE, BigDecimal.ONE, 0))
                .hasMessage("a line over 0");
    }
}
