// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import dev.bnn.report.data.ReportData;
import dev.bnn.report.draw.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What the report says about the RTL.
 *
 * @param rows the units, and at the end their sum; empty if nothing was counted
 * @param board facts about the bitstream that open tools made for a board; empty if they made none
 */
public record RtlSection(ReportPage.Verdict verdict, List<Row> rows, List<ReportData.Fact> board) {
    /** Look-up tables counted and estimated, flip-flops, block RAM and multipliers of a unit. */
    public record Row(String unit, String lut, String estimate, String ff, String bram18, String dsp) {}

    static RtlSection of(ReportData.Rtl rtl) {
        List<Row> rows = new ArrayList<>();
        rtl.counts().forEach(c -> rows.add(row(c)));
        if (!rows.isEmpty()) {
            rows.add(row(new ReportData.UnitCount(
                    "all",
                    sum(rtl, ReportData.UnitCount::lut),
                    sum(rtl, c -> c.estimate() == null ? 0 : c.estimate()),
                    sum(rtl, ReportData.UnitCount::ff),
                    sum(rtl, ReportData.UnitCount::bram18),
                    sum(rtl, ReportData.UnitCount::dsp))));
        }
        return new RtlSection(Summary.verdict(rtl.simulation()), rows, rtl.board());
    }

    private static long sum(ReportData.Rtl rtl, ToLongFunction<ReportData.UnitCount> count) {
        return rtl.counts().stream().mapToLong(count).sum();
    }

    private static Row row(ReportData.UnitCount c) {
        return new Row(
                c.unit(),
                Format.count(c.lut()),
                c.estimate() == null ? "" : Format.count(c.estimate()),
                Format.count(c.ff()),
                Format.count(c.bram18()),
                Format.count(c.dsp()));
    }
}
