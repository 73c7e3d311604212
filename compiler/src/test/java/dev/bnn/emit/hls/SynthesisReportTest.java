// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.tool.ReportFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handwritten reports with the elements of the vendor's. */
class SynthesisReportTest {
    private static final String REPORT = """
            <?xml version="1.0"?>
            <profile>
              <PerformanceEstimates>
                <SummaryOfTimingAnalysis><unit>ns</unit><EstimatedClockPeriod>7.250</EstimatedClockPeriod></SummaryOfTimingAnalysis>
                <SummaryOfOverallLatency>
                  <Best-caseLatency>900</Best-caseLatency><Worst-caseLatency>undef</Worst-caseLatency>
                  <Interval-min>700</Interval-min><Interval-max>800</Interval-max>
                </SummaryOfOverallLatency>
              </PerformanceEstimates>
              <AreaEstimates>
                <Resources><BRAM_18K>12</BRAM_18K><%1$s>3</%1$s><FF>4567</FF><LUT>8901</LUT></Resources>
                <AvailableResources><BRAM_18K>280</BRAM_18K><LUT>53200</LUT></AvailableResources>
              </AreaEstimates>
            </profile>
            """;

    @TempDir
    private Path folder;

    @Test
    void readsBothGenerations() throws Exception {
        for (String multipliers : new String[] {"DSP", "DSP48E"}) {
            assertThat(SynthesisReport.read(report(REPORT.formatted(multipliers))))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "clock_ns", 7.25,
                            "interval_cycles", 800.0,
                            "bram18", 12.0,
                            "dsp", 3.0,
                            "ff", 4567.0,
                            "lut", 8901.0));
        }
    }

    @Test
    void refusesByNameWhatIsBroken() throws Exception {
        String good = REPORT.formatted("DSP");
        refused(good.substring(0, good.indexOf("<FF>")), "it is broken in line 11, column ");
        refused("", "it is broken in line 1, column ");
        refused("<profile/>", "it has no profile/AreaEstimates/Resources/LUT");
        refused("<a>".repeat(200), "its elements are nested too deep");
        refused(" ".repeat(ReportFile.LARGEST + 1), "it has more than 16 MiB");
    }

    @Test
    void readsNoOtherFiles() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "42");
        refused(
                "<!DOCTYPE profile [<!ENTITY s SYSTEM '" + secret.toUri() + "'>]>\n"
                        + REPORT.formatted("DSP")
                                .replace("<?xml version=\"1.0\"?>\n", "")
                                .replace("8901", "&s;"),
                "it has a document type");
    }

    @Test
    void findsTheReportOfTheTopFunction() throws Exception {
        assertThat(SynthesisReport.find(folder, "bnn_x")).isEmpty();
        Path reports = Files.createDirectories(folder.resolve("build/solution/syn/report"));
        Path all = Files.writeString(reports.resolve("csynth.xml"), "");
        assertThat(SynthesisReport.find(folder, "bnn_x")).contains(all);
        Path top = Files.writeString(reports.resolve("bnn_x_csynth.xml"), "");
        assertThat(SynthesisReport.find(folder, "bnn_x")).contains(top);
    }

    private void refused(String text, String why) throws Exception {
        Path file = report(text);
        assertThatThrownBy(() -> SynthesisReport.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the report " + file + " cannot be used: " + why);
    }

    private Path report(String text) throws Exception {
        return Files.writeString(folder.resolve("bnn_x_csynth.xml"), text);
    }
}
