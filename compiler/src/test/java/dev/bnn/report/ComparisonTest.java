// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Comparison BOTH = new Comparison(List.of(
            new Comparison.Row(
                    "cnv",
                    "quick",
                    "bipolar",
                    false,
                    0.7654,
                    0.9866,
                    1_542_848,
                    59_500_000,
                    4578.4,
                    3051.9,
                    24_754,
                    "pynq-z1"),
            new Comparison.Row("map", "default", "ternary", true, 0.9584, Double.NaN, 64, 2, 9, Double.NaN, -1, ""),
            new Comparison.Row(
                    "a<b", "twin", "float", false, Double.NaN, Double.NaN, 32, 1, Double.NaN, Double.NaN, -1, "")));

    @Test
    void columnsOfTheTextStandBelowTheirHeadings() {
        assertThat(String.join("\n", BOTH.text())).isEqualTo("""
                Network  Recipe   Weights        TOP1     TOP5     Memory    MACs  CPU images/s  FPGA frames/s     LUT  Target
                cnv      quick    bipolar     76.54 %  98.66 %  188.3 KiB  59.5 M         4,578          3,051  24,754  pynq-z1
                map      default  ternary  95.84 % px             8 bytes       2             9
                a<b      twin     float                           4 bytes       1""");
    }

    @Test
    void csvHasPlainNumbersAndNothingWhereNothingIsKnown() {
        assertThat(BOTH.csv()).isEqualTo("""
                network,recipe,weights,top1,top5,weight_bits,macs,cpu_images_per_second,fps,lut,target,scored
                cnv,quick,bipolar,0.7654,0.9866,1542848,59500000,4578.4,3051.9,24754,pynq-z1,images
                map,default,ternary,0.9584,,64,2,9.0,,,,positions
                a<b,twin,float,,,32,1,,,,,images
                """);
    }

    @Test
    void thePageIsWellFormedAndEscaped() throws Exception {
        String html = BOTH.html();
        assertThat(html).contains("a&lt;b", "76.54 %", "<svg").doesNotContain("a<b");
        // As in ReportTest: a page that an XML parser reads has no unclosed element.
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        html.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    }
}
