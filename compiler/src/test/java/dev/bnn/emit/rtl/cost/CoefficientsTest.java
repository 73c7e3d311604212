// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.emit.rtl.SampleUnit;
import dev.bnn.emit.rtl.SampleUnits;
import dev.bnn.estimate.Resources;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoefficientsTest {
    @Test
    void eachFamilyHasOneForEachFeature() {
        for (Family family : Family.values()) {
            for (Feature feature : Feature.values()) {
                Coefficients.Each each = Coefficients.of(family, feature);
                assertThat(each).as("%s of %s", feature, family).isNotNull();
                assertThat(each.lut()).isNotNegative();
                assertThat(each.ff()).isNotNegative();
            }
        }
    }

    @Test
    void eachFeatureIsOneOfAUnitThatIsMeasured() {
        Set<Feature> seen = EnumSet.noneOf(Feature.class);
        for (Family family : Family.values()) {
            RtlCosts costs = RtlCosts.of(family);
            for (String text : SampleUnits.all()) {
                SampleUnit sample = SampleUnit.of(text);
                Amounts amounts = sample.isStream()
                        ? costs.streamFeatures(sample.size("bits"), sample.size("depth"))
                        : costs.features(sample.unit());
                seen.addAll(amounts.features().keySet());
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Feature.values());
    }

    @Test
    void moreOfAUnitIsNeverLess() {
        RtlCosts costs = RtlCosts.of(Family.XC7);
        Resources one = costs.unit(SampleUnit.of("mvtu rows=64 columns=576 pe=4 simd=32 memory=block")
                .unit());
        Resources two = costs.unit(SampleUnit.of("mvtu rows=64 columns=576 pe=8 simd=32 memory=block")
                .unit());
        assertThat(one.lut()).isPositive().isLessThan(two.lut());
        assertThat(one.ff()).isPositive().isLessThan(two.ff());
    }

    /** Aspect ratios of block RAM, as yosys chooses them. */
    @Test
    void blockRamsAreOfTheShapeThatTakesTheFewest() {
        assertThat(Cells.blockRam(Family.XC7, 256, 9)).isEqualTo(8);
        assertThat(Cells.blockRam(Family.XC7, 256, 1_024)).isEqualTo(15);
        assertThat(Cells.blockRam(Family.XC7, 4, 32_768)).isEqualTo(8);
        assertThat(Cells.blockRam(Family.ICE40, 16, 257)).isEqualTo(2);
    }

    @Test
    void columnsOfTheSameBitsAreOne() {
        assertThat(Cells.distinct(100, 1)).isZero();
        assertThat(Cells.distinct(1_000, 2)).isCloseTo(2, within(0.01));
        assertThat(Cells.distinct(100, 64)).isEqualTo(100);
    }
}
