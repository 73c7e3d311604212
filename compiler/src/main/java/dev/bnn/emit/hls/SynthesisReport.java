// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import dev.bnn.model.target.ResourceKind;
import dev.bnn.tool.Numbers;
import dev.bnn.tool.ReportFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Figures of the XML report that HLS writes beside the text report that UG1399 and UG902 describe. */
final class SynthesisReport {
    /** Names of figures by path of the element. The generations name multipliers differently. */
    private static final Map<String, String> ELEMENTS = elements();

    /** Reports have a depth of six. Newer JDKs stop at 100, with a message of their own. */
    private static final int DEEPEST = 50;

    private SynthesisReport() {}

    /** The report of the top function that the project's script has written; empty if there is none. */
    static Optional<Path> find(Path project, String top) {
        Path folder =
                project.resolve("build").resolve("solution").resolve("syn").resolve("report");
        return List.of(top + "_csynth.xml", "csynth.xml").stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * lut, ff, bram18, uram, dsp, clock_ns (estimated period), latency_cycles and interval_cycles (the worst), as far as
     * the report has them as numbers; HLS knows no latency of loops without a fixed count.
     *
     * @throws IOException names the file and why it is refused
     */
    static Map<String, Double> read(Path report) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Map<String, Double> found = new LinkedHashMap<>();
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(ReportFile.bytes(report)));
            Deque<String> path = new ArrayDeque<>();
            StringBuilder text = new StringBuilder();
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.DTD -> throw ReportFile.refused(report, "it has a document type");
                    case XMLStreamConstants.START_ELEMENT -> {
                        path.addLast(xml.getLocalName());
                        text.setLength(0);
                        if (path.size() > DEEPEST) {
                            throw ReportFile.refused(report, "its elements are nested too deep");
                        }
                    }
                    case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> {
                        String name = ELEMENTS.get(String.join("/", path));
                        Numbers.of(text.toString().strip())
                                .filter(value -> name != null)
                                .ifPresent(value -> found.put(name, value));
                        path.removeLast();
                        text.setLength(0);
                    }
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            throw ReportFile.refused(
                    report,
                    "it is broken in line " + e.getLocation().getLineNumber() + ", column "
                            + e.getLocation().getColumnNumber());
        }
        if (!found.containsKey(ResourceKind.LUT.word())) {
            throw ReportFile.refused(report, "it has no profile/AreaEstimates/Resources/LUT");
        }
        return found;
    }

    private static Map<String, String> elements() {
        String resources = "profile/AreaEstimates/Resources/";
        String performance = "profile/PerformanceEstimates/";
        return Map.of(
                resources + "LUT", ResourceKind.LUT.word(),
                resources + "FF", ResourceKind.FF.word(),
                resources + "BRAM_18K", ResourceKind.BRAM18.word(),
                resources + "URAM", ResourceKind.URAM.word(),
                resources + "DSP", ResourceKind.DSP.word(),
                resources + "DSP48E", ResourceKind.DSP.word(),
                performance + "SummaryOfTimingAnalysis/EstimatedClockPeriod", "clock_ns",
                performance + "SummaryOfOverallLatency/Worst-caseLatency", "latency_cycles",
                performance + "SummaryOfOverallLatency/Interval-max", "interval_cycles");
    }
}
