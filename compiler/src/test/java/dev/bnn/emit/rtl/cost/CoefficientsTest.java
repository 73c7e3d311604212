// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.dataflow.Unit;
import dev.bnn.emit.rtl.SampleUnit;
import dev.bnn.emit.rtl.SampleUnits;
import dev.bnn.estimate.Resources;
import dev.bnn.model.Shape;
import dev.bnn.source.Span;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                Amounts amounts = sample.part()
                        .of(costs::features, stream -> costs.streamFeatures(stream.bits(), stream.depth()));
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

    /** As yosys 0.23 maps tables of constants by themselves. */
    @Test
    void blockRamsAreTheCheapestForYosys() {
        assertThat(BlockRam.rom(Family.XC7, 128, 576)).isEqualTo(new BlockRam(8, 1));
        assertThat(BlockRam.rom(Family.XC7, 512, 1_024)).isEqualTo(new BlockRam(29, 1));
        assertThat(BlockRam.rom(Family.XC7, 72, 1_536)).isEqualTo(new BlockRam(6, 3));
        assertThat(BlockRam.rom(Family.XC7, 128, 2_304)).isEqualTo(new BlockRam(18, 5));
        assertThat(BlockRam.rom(Family.XC7, 64, 4_608)).isEqualTo(new BlockRam(16, 9));
        // Eleven whole blocks would do, with eleven banks.
        assertThat(BlockRam.rom(Family.XC7, 72, 5_632)).isEqualTo(new BlockRam(24, 3));
        assertThat(BlockRam.rom(Family.XC7, 8, 65_536)).isEqualTo(new BlockRam(29, 32));
        assertThat(BlockRam.rom(Family.XC7, 8, 163_840)).isEqualTo(new BlockRam(72, 40));
        assertThat(BlockRam.rom(Family.ICE40, 16, 257)).isEqualTo(new BlockRam(2, 1));
    }

    /** A byte of nine bits is the least that a write enable is for. */
    @Test
    void wordsThatAreWrittenAreWholeBytes() {
        assertThat(BlockRam.rom(Family.XC7, 37, 512).count()).isEqualTo(2);
        assertThat(BlockRam.ram(Family.XC7, 10, 2_048).count()).isEqualTo(2);
        assertThat(BlockRam.ram(Family.ICE40, 20, 256).count()).isEqualTo(2);
    }

    @Test
    void columnsOfTheSameBitsAreOne() {
        assertThat(Cells.distinct(100, 1)).isZero();
        assertThat(Cells.distinct(1_000, 2)).isCloseTo(2, within(0.01));
        assertThat(Cells.distinct(100, 64)).isEqualTo(100);
    }

    /** As yosys maps the modules by themselves. */
    @Test
    void lookUpTablesFollowFromTheInputsOfABit() {
        assertThat(Cells.product(2, 2)).isEqualTo(4);
        assertThat(Cells.product(4, 3)).isEqualTo(11);
        assertThat(Cells.product(4, 4)).isEqualTo(23);
        assertThat(Cells.compared(Family.XC7, 11)).isEqualTo(8);
        assertThat(Cells.matches(Family.XC7, 8)).isEqualTo(8);
        assertThat(Tree.of(16, 3, 7).adders()).isEqualTo(56);
        assertThat(Cells.tables(Family.XC7, 256)).isEqualTo(4);
        assertThat(Cells.singlePort(Family.XC7, 32, 18)).isEqualTo(16);
        assertThat(Cells.lutRam(Family.XCUP, 16, 4)).isEqualTo(16);
    }

    @Test
    void lookUpTablesOfFourInputsAreMore() {
        assertThat(Cells.matches(Family.ICE40, 8)).isEqualTo(14);
        assertThat(Cells.counted(3)).isEqualTo(2);
        assertThat(Cells.counted(15)).isEqualTo(18);
        assertThat(Cells.compared(Family.ICE40, 11)).isEqualTo(12);
        assertThat(Cells.comparedWithConstant(Family.ICE40, 4)).isZero();
        assertThat(Cells.comparedWithConstant(Family.ICE40, 5)).isEqualTo(5);
        assertThat(Cells.tables(Family.ICE40, 16)).isEqualTo(1);
        assertThat(Cells.tables(Family.ICE40, 20)).isEqualTo(2);
        assertThat(Cells.tables(Family.ICE40, 21)).isEqualTo(3);
        assertThat(Cells.tables(Family.ICE40, 36)).isEqualTo(4);
    }

    /** A power of two is a shift, and a bit that is 0 in all words adds nothing. */
    @Test
    void knownMultipliersAddFewRows() {
        assertThat(KnownConstants.addedRows(new long[] {4, 4}, 4, 1)).isZero();
        assertThat(KnownConstants.addedRows(new long[] {4, 3}, 4, 1)).isEqualTo(2);
        assertThat(KnownConstants.addedRows(new long[] {4, 3}, 4, 2)).isEqualTo(1);
        assertThat(KnownConstants.addedRows(new long[] {-1}, 4, 1)).isEqualTo(3);
    }

    /** A threshold of 0 is always reached, two of 4 are the highest bit of a sum of three, and their count is wires. */
    @Test
    void constantThresholdsAreFolded() {
        Unit.Add add = new Unit.Add(
                "add",
                Span.NONE,
                "",
                List.of(Optional.empty(), Optional.of("fork")),
                2,
                Shape.vector(2),
                new boolean[2],
                new int[] {0, 4, 4, 0, 0, 0},
                3);
        assertThat(RtlCosts.of(Family.XC7).features(add).features())
                .isEqualTo(Map.of(
                        Feature.CHANNEL_SUMS, 1.0,
                        Feature.ADDED_BITS, 2.0,
                        Feature.COMPARED_SUM_BITS, 1.0,
                        Feature.LEVEL_REGISTERS, 1.0,
                        Feature.LEVEL_COUNT_BITS, 1.0));
    }
}
