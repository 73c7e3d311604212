// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.Design;
import dev.bnn.emit.rtl.Part;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the estimates of RTL with the stored counts of yosys, and with what it counts now. */
class RtlCostsTest {
    /**
     * What docs/estimates.md states about the units that were not fitted.
     *
     * @param lutMedian median of the relative errors of LUT
     * @param ffMedian median of the relative errors of flip-flops
     * @param large greatest relative error of LUT of large units
     * @param small greatest error of LUT of small units
     * @param close share of the units whose LUT are close
     */
    private record Stated(double lutMedian, double ffMedian, double large, double small, double close) {}

    private static final Map<Family, Stated> STATED = Map.of(
            Family.XC7, new Stated(0.04, 0.016, 0.19, 32, 0.92),
            Family.XCUP, new Stated(0.044, 0.019, 0.43, 44, 0.91),
            Family.ICE40, new Stated(0.036, 0.025, 0.22, 36, 0.85));

    /** Largest relative error of a whole design. */
    private static final double WHOLE = 0.1;

    /** The logic around the units of a design, as yosys counts it by itself. */
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
        STATED.forEach((family, stated) -> {
            List<CostFit.Point> points = fitted.points().get(family);
            HeldOut luts = HeldOut.of(points, YosysCounts::lut, fitted.luts().get(family));
            HeldOut ffs = HeldOut.of(points, YosysCounts::ff, fitted.ffs().get(family));
            assertThat(luts.median()).as("LUT of %s: %s", family, luts).isLessThan(stated.lutMedian());
            assertThat(luts.large()).as("LUT of %s: %s", family, luts).isLessThan(stated.large());
            assertThat(luts.small()).as("LUT of %s: %s", family, luts).isLessThan(stated.small());
            assertThat((double) luts.close())
                    .as("LUT of %s: %s", family, luts)
                    .isGreaterThanOrEqualTo(stated.close() * luts.units());
            assertThat(ffs.median()).as("FF of %s: %s", family, ffs).isLessThan(stated.ffMedian());
        });
    }

    /** Compares with the tool itself, so that a change to the Verilog that costs more is noticed. */
    @Test
    void yosysCountsWhatIsEstimated() throws Exception {
        assumeTrue(Yosys.find().isPresent(), "yosys is not on the PATH");
        List<SampleUnit> units = List.of(
                SampleUnit.of("mvtu rows=16 columns=144 pe=2 simd=16 memory=lut")
                        .called("matrix"),
                SampleUnit.of("width in=64 out=16").called("narrower"),
                SampleUnit.of("stream bits=24 depth=32").called("stream"));
        Map<String, YosysCounts> counted =
                UnitCounter.count("xc7", units.stream().map(SampleUnit::part).toList(), folder);
        for (SampleUnit unit : units) {
            YosysCounts found = counted.get(unit.name());
            Resources estimate = estimate(Family.XC7, unit.part());
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
            close(counted.getKey(), estimate, counted.getValue());
        }
    }

    @Test
    void partsOfDesignsAreCloseTogether() throws Exception {
        for (Map.Entry<String, Map<String, YosysCounts>> counted :
                DesignParts.read().entrySet()) {
            Resources estimate = Resources.NONE;
            YosysCounts found = new YosysCounts(0, 0, 0, 0, 0, 0);
            for (Part part : DesignParts.of(ExampleDesigns.of(counted.getKey()).flow())) {
                // Some large parts of some designs were not counted.
                if (counted.getValue().containsKey(part.name())) {
                    estimate = estimate.plus(estimate(Family.XC7, part));
                    found = found.plus(counted.getValue().get(part.name()));
                }
            }
            close(counted.getKey(), estimate, found);
        }
    }

    private static void close(String design, Resources estimate, YosysCounts found) {
        assertThat((double) estimate.lut()).as("LUT of %s", design).isCloseTo(found.lut(), within(WHOLE * found.lut()));
        assertThat((double) estimate.ff()).as("FF of %s", design).isCloseTo(found.ff(), within(WHOLE * found.ff()));
        assertThat(estimate.bram18()).as("BRAM18 of %s", design).isEqualTo(found.ram());
        assertThat(estimate.dsp()).as("DSP of %s", design).isEqualTo(found.dsp());
    }

    static Resources estimate(Family family, Part part) {
        RtlCosts costs = RtlCosts.of(family);
        return part.of(costs::unit, stream -> costs.stream(stream.bits(), stream.depth()));
    }
}
