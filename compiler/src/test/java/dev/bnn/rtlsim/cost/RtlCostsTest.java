// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.Design;
import dev.bnn.emit.rtl.SampleUnit;
import dev.bnn.emit.rtl.cost.Family;
import dev.bnn.emit.rtl.cost.RtlCosts;
import dev.bnn.estimate.Estimate;
import dev.bnn.estimate.Resources;
import dev.bnn.rtlsim.Yosys;
import dev.bnn.rtlsim.YosysCounts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The estimates of RTL against what yosys has counted, and against what it counts now. */
class RtlCostsTest {
    /** Half of the units that were not fitted are closer than this, by docs/estimates.md. */
    private static final Map<Family, Double> MEDIAN = Map.of(Family.XC7, 0.1, Family.ICE40, 0.15);

    /** Error of a whole design. */
    private static final double WHOLE = 0.1;

    /** What stands around the units in a design; as yosys counts it by itself. */
    private static final Resources CONTROL = new Resources(201, 157, 0, 0, 0);

    /** A small unit may be a few cells off, whatever share that is. */
    private static final int FEW = 12;

    @TempDir
    private Path folder;

    @Test
    void coefficientsAreThoseThatThePointsGive() throws Exception {
        assertThat(FitRtlCosts.RESOURCE)
                .as("-Dtest=FitRtlCosts -Dbnn.fitCosts=true writes it")
                .hasContent(Fitted.all().csv());
    }

    @Test
    void unitsThatWereNotFittedAreClose() throws Exception {
        Fitted fitted = Fitted.all();
        for (Family family : MEDIAN.keySet()) {
            List<CostFit.Point> points = fitted.points().get(family);
            assertThat(median(family, points, YosysCounts::lut, Resources::lut))
                    .as("LUT of %s", family)
                    .isLessThan(MEDIAN.get(family));
            assertThat(median(family, points, YosysCounts::ff, Resources::ff))
                    .as("FF of %s", family)
                    .isLessThan(MEDIAN.get(family));
        }
    }

    private static double median(
            Family family,
            List<CostFit.Point> points,
            ToDoubleFunction<YosysCounts> measured,
            ToDoubleFunction<Resources> estimated) {
        List<Double> errors = points.stream()
                .filter(p -> !p.fitted())
                .map(p -> Math.abs(estimated.applyAsDouble(estimate(family, SampleUnit.of(p.unit())))
                                - measured.applyAsDouble(p.counts()))
                        / Math.max(1, measured.applyAsDouble(p.counts())))
                .sorted()
                .toList();
        return errors.get(errors.size() / 2);
    }

    /** Held against the tool itself, so that a change of the Verilog that costs more is seen. */
    @Test
    void yosysCountsWhatIsEstimated() throws Exception {
        assumeTrue(Yosys.find().isPresent(), "yosys is not on the PATH");
        List<SampleUnit> units = List.of(
                SampleUnit.of("mvtu rows=16 columns=144 pe=2 simd=16 memory=lut")
                        .called("matrix"),
                SampleUnit.of("width in=64 out=16").called("narrower"),
                SampleUnit.of("stream bits=24 depth=32").called("stream"));
        Map<String, YosysCounts> counted = UnitCounter.count("xc7", units, folder);
        for (SampleUnit unit : units) {
            YosysCounts found = counted.get(unit.name());
            Resources estimate = estimate(Family.XC7, unit);
            assertThat((double) estimate.lut())
                    .as("LUT of %s", unit)
                    .isCloseTo(found.lut(), within(0.15 * found.lut() + FEW));
            assertThat((double) estimate.ff())
                    .as("FF of %s", unit)
                    .isCloseTo(found.ff(), within(0.15 * found.ff() + FEW));
            assertThat(estimate.bram18()).isEqualTo(found.ram());
        }
    }

    @Test
    void wholeDesignsAreClose() throws Exception {
        for (Map.Entry<String, YosysCounts> counted : DesignCounts.read().entrySet()) {
            Design design = ExampleDesigns.of(counted.getKey());
            Resources estimate =
                    Estimate.of(design.flow(), RtlCosts.of(Family.XC7)).total().plus(CONTROL);
            YosysCounts found = counted.getValue();
            assertThat((double) estimate.lut())
                    .as("LUT of %s", counted.getKey())
                    .isCloseTo(found.lut(), within(WHOLE * found.lut()));
            assertThat((double) estimate.ff())
                    .as("FF of %s", counted.getKey())
                    .isCloseTo(found.ff(), within(WHOLE * found.ff()));
            assertThat((double) estimate.bram18())
                    .as("BRAM18 of %s", counted.getKey())
                    .isCloseTo(found.ram(), within(WHOLE * found.ram()));
            assertThat(estimate.dsp()).as("DSP of %s", counted.getKey()).isEqualTo(found.dsp());
        }
    }

    private static Resources estimate(Family family, SampleUnit sample) {
        RtlCosts costs = RtlCosts.of(family);
        return sample.isStream() ? costs.stream(sample.size("bits"), sample.size("depth")) : costs.unit(sample.unit());
    }
}
