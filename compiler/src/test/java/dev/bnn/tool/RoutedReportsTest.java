// SPDX-License-Identifier: Apache-2.0
package dev.bnn.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handwritten reports in the documented format. */
class RoutedReportsTest {
    @TempDir
    private Path folder;

    @Test
    void zynq7000AndUltraScaleGiveTheSameFigures() throws Exception {
        Path zynq = report("""
                1. Slice Logic
                +-------------------------+-------+-------+-----------+-------+
                |        Site Type        |  Used | Fixed | Available | Util% |
                +-------------------------+-------+-------+-----------+-------+
                | Slice LUTs              | 26072 |     0 |     53200 | 49.01 |
                |   LUT as Logic          | 20000 |     0 |     53200 | 37.59 |
                | Slice Registers         | 41312 |     0 |    106400 | 38.83 |
                +-------------------------+-------+-------+-----------+-------+
                | Block RAM Tile    | 120.5 |     0 |       140 | 86.07 |
                |   RAMB36/FIFO*    |   100 |     0 |       140 | 71.43 |
                | DSPs      |   24 |     0 |       220 | 10.91 |
                """);
        assertThat(RoutedReports.utilization(zynq))
                .containsExactly(
                        Map.entry("lut", 26072.0),
                        Map.entry("ff", 41312.0),
                        Map.entry("bram18", 241.0),
                        Map.entry("dsp", 24.0));
        Path ultrascale = report("""
                | CLB LUTs*                  | 9000 |     0 |          0 |    230400 |  3.91 |
                | CLB Registers              | 8000 |     0 |          0 |    460800 |  1.74 |
                | Block RAM Tile    |   12 |     0 |          0 |       312 |  3.85 |
                | URAM              |    2 |     0 |          0 |        96 |  2.08 |
                | DSPs           |    0 |     0 |          0 |      1728 |  0.00 |
                """);
        assertThat(RoutedReports.utilization(ultrascale))
                .containsEntry("lut", 9000.0)
                .containsEntry("bram18", 24.0)
                .containsEntry("uram", 2.0);
    }

    @Test
    void timingGivesBothSlacks() throws Exception {
        Path timing = report("""
                | Design Timing Summary
                    WNS(ns)      TNS(ns)  TNS Failing Endpoints  TNS Total Endpoints      WHS(ns)      THS(ns)
                    -------      -------  ---------------------  -------------------      -------      -------
                     -0.125       -3.500                     12                70941        0.021        0.000
                """);
        assertThat(RoutedReports.timing(timing))
                .containsExactly(Map.entry("setup_slack_ns", -0.125), Map.entry("hold_slack_ns", 0.021));
        assertThat(RoutedReports.timing(report(" WNS(ns)  WHS(ns)\n -------  -------\n NA  0.021\n")))
                .containsExactly(Map.entry("hold_slack_ns", 0.021));
    }

    @Test
    void refusesByNameWhatIsNoReport() throws Exception {
        assertThatThrownBy(() -> RoutedReports.timing(report("nothing of the kind\n")))
                .isInstanceOf(IOException.class)
                .hasMessage("the report " + folder.resolve("report.rpt")
                        + " cannot be used: it has no table with WNS(ns) and WHS(ns)");
        assertThatThrownBy(() -> RoutedReports.utilization(report("| Slice LUTs |\n|\n")))
                .hasMessageEndingWith("it has no row of slice or CLB LUTs");
        assertThatThrownBy(() -> RoutedReports.utilization(report("|".repeat(ReportFile.LARGEST + 1))))
                .hasMessageEndingWith("it has more than 16 MiB");
        Files.write(folder.resolve("report.rpt"), new byte[] {(byte) 0xff, '\n', '|', 0});
        assertThatThrownBy(() -> RoutedReports.utilization(folder.resolve("report.rpt")))
                .hasMessageContaining("cannot be used");
    }

    private Path report(String text) throws Exception {
        return Files.writeString(folder.resolve("report.rpt"), text);
    }
}
