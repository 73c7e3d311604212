// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.report.data.ReportData;
import dev.bnn.report.draw.Axis;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTest {
    private static final Path SAMPLES = Path.of("target", "report-samples");

    @Test
    void fullPageIsWellFormedAndSelfContained() throws Exception {
        String html = Report.html(Samples.full(Samples.cnv("CNV for CIFAR-10")));
        write("full.html", html);
        Document page = parse(html);
        assertThat(headings(page))
                .containsExactly(
                        "Network",
                        "Training",
                        "Accuracy",
                        "First layer",
                        "Thresholds",
                        "Folding and cycles",
                        "Resources",
                        "C simulation",
                        "Lowering passes",
                        "Budgets",
                        "Provenance");
        assertThat(elements(page, "script")).isEmpty();
        assertThat(elements(page, "link")).isEmpty();
        assertThat(elements(page, "img"))
                .isNotEmpty()
                .allMatch(i -> i.getAttribute("src").startsWith("data:image/png;base64,"))
                .allMatch(i -> !i.getAttribute("alt").isEmpty());
        assertThat(elements(page, "a")).allMatch(a -> a.getAttribute("href").startsWith("#"));
        assertThat(html).doesNotContain("url(", "@import", "src=\"http");
    }

    @Test
    void textMatchesItsGolden() throws Exception {
        String text = text(Report.html(Samples.full(Samples.cnv("CNV for CIFAR-10"))));
        Path golden = Path.of("src", "test", "resources", "dev", "bnn", "report", "cnv.txt");
        if (Boolean.getBoolean("bnn.updateGoldens")) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @Test
    void idsAreUniqueAndLinksAndLabelsFindThem() throws Exception {
        Document page = parse(Report.html(Samples.full(Samples.cnv(""))));
        Set<String> ids = new HashSet<>();
        for (Element e : elements(page, "*")) {
            if (e.hasAttribute("id")) {
                assertThat(ids.add(e.getAttribute("id")))
                        .as("twice: " + e.getAttribute("id"))
                        .isTrue();
            }
        }
        assertThat(elements(page, "a"))
                .isNotEmpty()
                .allMatch(a -> ids.contains(a.getAttribute("href").substring(1)));
        assertThat(elements(page, "svg")).isNotEmpty().allSatisfy(svg -> {
            if (svg.hasAttribute("aria-labelledby")) {
                assertThat(ids).contains(svg.getAttribute("aria-labelledby").split(" "));
            } else {
                assertThat(svg.getAttribute("aria-hidden")).isEqualTo("true");
            }
        });
        assertThat(elements(page, "table"))
                .allMatch(t -> t.getElementsByTagName("caption").getLength() == 1);
    }

    @Test
    void networkAloneIsAReport() throws Exception {
        String html = Report.html(ReportData.of(Samples.cnv("")));
        write("network-only.html", html);
        assertThat(headings(parse(html))).containsExactly("Network");
        assertThat(html).doesNotContain("TOP1", "C simulation", "Frames per second", "null", "NaN");
    }

    @Test
    void noticesStandAboveTheSummary() throws Exception {
        ReportData data = ReportData.of(Samples.cnv("CNV")).withNotices(List.of("The design is left out: <run> it."));
        String html = Report.html(data);
        assertThat(text(html)).contains("The design is left out: <run> it.");
        assertThat(html.indexOf("class=\"notice\"")).isPositive().isLessThan(html.indexOf("class=\"tiles\""));
        assertThat(Report.html(ReportData.of(Samples.cnv("CNV")))).doesNotContain("class=\"notice\"");
    }

    @Test
    void emptyPartsVanishToo() throws Exception {
        ReportData data = ReportData.of(Samples.cnv(""))
                .withTraining(new ReportData.Training("default", -1, List.of(), 0, 0, List.of()))
                .withDataflow(new ReportData.Dataflow(
                        "pynq-z1",
                        "xc7z020clg400-1",
                        100,
                        0,
                        0,
                        new ReportData.Latency(0, 0, 20),
                        List.of(),
                        List.of(),
                        List.of()))
                .withResources(new ReportData.Resources("xc7z020clg400-1", List.of()));
        assertThat(headings(parse(Report.html(data)))).containsExactly("Network");
    }

    @Test
    void figuresThatWereNotMeasuredLeaveNoChart() throws Exception {
        ReportData.Epoch only = new ReportData.Epoch(1, 1.25, 0.41, Double.NaN, 0.02, Double.NaN, 900);
        ReportData data = Samples.full(Samples.cnv(""))
                .withTraining(new ReportData.Training("short", 0, List.of(only), 1, 3.5, List.of()));
        String html = Report.html(data);
        write("one-epoch.html", html);
        assertThat(html).doesNotContain("NaN", "Infinity");
        assertThat(elements(parse(html), "figcaption"))
                .extracting(Node::getTextContent)
                .filteredOn(caption -> !caption.startsWith("Confusion"))
                .containsExactly("Accuracy", "Loss", "Learning rate");
    }

    @Test
    void axesHaveRoundTicksAroundTheValues() {
        assertThat(labels(Axis.linear(0.413, 0.928, 0, 1, true))).containsExactly("40 %", "60 %", "80 %", "100 %");
        assertThat(labels(Axis.linear(0, 0.0203, -1, 1, false))).containsExactly("0.00", "0.01", "0.02", "0.03");
        assertThat(labels(Axis.logarithmic(0.09, 1.4))).containsExactly("0.05", "0.1", "0.2", "0.5", "1", "2");
        assertThat(labels(Axis.logarithmic(3e-7, 1e-3))).containsExactly("1e-7", "1e-6", "1e-5", "1e-4", "0.001");
        assertThat(labels(Axis.counting(1, 60))).containsExactly("1", "20", "40", "60");
        assertThat(labels(Axis.counting(1, 1))).containsExactly("1");
        assertThat(Axis.logarithmic(0.05, 2).at(2)).isEqualTo(1);
    }

    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::label).toList();
    }

    @Test
    void hostileTextIsEscapedEverywhere() throws Exception {
        String hostile =
                "</script><script>alert('x')</script> & \"quoted\" ]]> --> [=page.name] [#if] \u202e\ud83d\ude00";
        ReportData data = Samples.full(Samples.cnv(hostile))
                .withProvenance(List.of(new ReportData.Fact(hostile, hostile)))
                .withBudgets(List.of(new ReportData.Budget(hostile, hostile, hostile, false)))
                .withPasses(List.of(new ReportData.Pass(
                        1, hostile, hostile, 1, List.of(new ReportData.Check(hostile, true, hostile)))))
                .withSimulation(new ReportData.Simulation.Skipped(hostile));
        String html = Report.html(data);
        Document page = parse(html);
        assertThat(elements(page, "script")).isEmpty();
        assertThat(html).doesNotContain("<script");
        assertThat(elements(page, "h1")).extracting(Node::getTextContent).containsExactly(hostile);
        assertThat(elements(page, "title").get(0).getTextContent()).isEqualTo(hostile);
    }

    @Test
    void differingBitsAreNamedInTheTileAndInTheSection() throws Exception {
        ReportData data = ReportData.of(Samples.cnv(""))
                .withSimulation(new ReportData.Simulation.Ran("g++ 12.2.0", 100, 32_000, 3, 0, 1.5));
        String html = Report.html(data);
        assertThat(html).doesNotContain("bit-exact");
        assertThat(elements(parse(html), "*"))
                .filteredOn(e -> e.getTextContent().equals("3 bits differ"))
                .extracting(e -> e.getAttribute("class"))
                .containsExactlyInAnyOrder("tile-value", "verdict bad");
    }

    @Test
    void theSlowestUnitsAreTheBottleneck() throws Exception {
        List<Element> rows = elements(parse(Report.html(Samples.full(Samples.cnv("")))), "tr");
        assertThat(rows)
                .filteredOn(r -> r.getAttribute("class").equals("slowest"))
                .extracting(Node::getTextContent)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("dense1").contains("bottleneck"),
                        second -> assertThat(second).startsWith("dense2").contains("bottleneck"));
    }

    private static void write(String name, String html) throws IOException {
        Files.createDirectories(SAMPLES);
        Files.writeString(SAMPLES.resolve(name), html);
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static List<Element> elements(Document page, String tag) {
        NodeList nodes = page.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> headings(Document page) {
        return elements(page, "h2").stream().map(Node::getTextContent).toList();
    }

    /** The text that a reader sees, one line per element, without the style sheet. */
    private static String text(String html) throws Exception {
        StringBuilder out = new StringBuilder();
        collect(parse(html).getElementsByTagName("body").item(0), out);
        return out.toString();
    }

    private static void collect(Node node, StringBuilder out) {
        if (node.getNodeType() == Node.TEXT_NODE && !node.getTextContent().isBlank()) {
            out.append(node.getTextContent().strip()).append('\n');
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            collect(child, out);
        }
    }
}
