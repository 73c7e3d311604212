// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.npz.Npz;
import dev.bnn.pass.NominalParameters;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.goals.authoring.ValidateGoal;
import dev.bnn.workflow.goals.hardware.ExplainGoal;
import dev.bnn.workflow.goals.hardware.ExploreGoal;
import dev.bnn.workflow.goals.hardware.SynthesizeGoal;
import dev.bnn.workflow.goals.results.CompareGoal;
import dev.bnn.workflow.goals.results.ReportGoal;
import dev.bnn.workflow.goals.training.EvaluateGoal;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs all goals on one network: figures that several of them print agree in the log, in files and on pages. */
class FiguresAgreeTest extends RecordedEvents {
    private static final String PLAIN = """
            network plain
            input 1 x 28 x 28 uint8 scaled -1 .. 1
            classes 0 .. 9
            layers {
              conv 8 kernel 3 padding same -1; maxpool 2; batchnorm; sign
              conv 16 kernel 3 padding same -1; maxpool 2; batchnorm; sign
              dense 10
            }
            train { data "digits:300"  validation 30 }
            target pynq-z1 { clock 100 MHz  fps 2500.5 }
            """;

    private static final String RESIDUAL = """
            network skips
            input 1 x 28 x 28 uint8 scaled -1 .. 1
            classes 0 .. 9
            block conv3(n) { conv n kernel 3 padding same 0; batchnorm; relu 2 }
            layers {
              conv 16 kernel 3 stride 2 padding same 0; batchnorm; relu 2
              residual { conv3(16) conv3(16) }
              batchnorm; relu 2
              avgpool global; batchnorm; quant 4
              dense 10
            }
            train { data "digits:300"  validation 30 }
            target zcu104 { clock 133.3 MHz  fps 1000 }
            """;

    private static final int TEST_IMAGES = 32;

    @TempDir
    private Path base;

    private Path model;
    private ModelFolder folder;
    private Settings settings;
    private BackendChoice backend = BackendChoice.HLS;

    @Test
    void ofAPlainNetworkInRtl() throws Exception {
        backend = BackendChoice.RTL;
        runAll("plain", PLAIN);
        agree();
        assertThat(figures("estimate").get("latency_cycles"))
                .as("no stage is left to a tool")
                .isEqualTo(figures("estimate").get("latency_cycles_staged"))
                .isEqualTo(figures("rtl").get("latency_cycles"));
        assertThat(figures("estimate").get("interval_cycles"))
                .isEqualTo(figures("rtl").get("interval_cycles"));
    }

    @Test
    void ofAPlainNetwork() throws Exception {
        runAll("plain", PLAIN);
        agree();
        assertThat(Files.readString(folder.report())).doesNotContain(" arc\"");
    }

    @Test
    void ofAResidualNetwork() throws Exception {
        runAll("skips", RESIDUAL);
        agree();
        // In the drawings of the network and of its pipeline: where the residual forks, and where it is added.
        assertThat(count(" arc\"", Files.readString(folder.report()))).isEqualTo(4);
    }

    @Test
    void beforeTrainingTheAssumptionIsSaidInBothPlaces() throws Exception {
        begin("plain", PLAIN);
        ExploreGoal.run(new ExploreGoal.Request(model, settings, BackendChoice.HLS), this);
        assertThat(log())
                .contains("not trained yet: accumulators are as wide as weights of alternating signs make them");
        assertThat(page("plain/explore.html")).contains("The network was not trained yet: accumulators are as wide as");
        assertThat(figures("explore")).containsEntry("parameters", "nominal");
    }

    private void agree() throws Exception {
        String log = log();
        String report = page(folder.name() + "/report.html");
        String explore = page(folder.name() + "/explore.html");
        String compare = page("compare.html");
        String explanation = Files.readString(folder.explanation());

        // The design: explore, explain and synthesize print the same sentence, and its numbers agree with all other
        // places.
        Matcher design = find(
                "([\\d,.]+) frames/s at [\\d.]+ MHz, limited by (\\w+); latency ([\\d,]+(?: to [\\d,]+)?) cycles \\("
                        + (backend == BackendChoice.RTL
                                ? "to the cycle, as the RTL is"
                                : "0 to 20 pipeline stages per unit")
                        + "\\); about ([\\d,]+) LUT,"
                        + " ([\\d,]+) BRAM18 \\(estimates\\)",
                log);
        assertThat(count(design.group(), log))
                .as("explore, synthesize and explain")
                .isEqualTo(3);
        assertThat(explanation).contains(design.group());
        assertThat(explore).contains(design.group(), design.group(1) + " frames/s", design.group(4) + " LUT, ");
        assertThat(report)
                .contains(
                        "frames per second " + design.group(1) + ", estimated",
                        "latency " + design.group(3) + " cycles, ")
                .containsPattern("LUT +[\\d.]+ % +" + design.group(4) + " ")
                .containsPattern("BRAM18 +[\\d.]+ % +" + design.group(5) + " ");
        assertThat(compare).contains(" " + design.group(1) + " ", " " + design.group(4) + " ");
        assertThat(figures("estimate"))
                .containsEntry("lut", plain(design.group(4)))
                .containsEntry("bram18", plain(design.group(5)));
        for (String key : List.of("fps", "lut", "bram18", "clock_mhz")) {
            assertThat(figures("explore").get(key))
                    .as(key)
                    .isEqualTo(figures("estimate").get(key));
        }

        // Thresholds.
        Matcher proof = find("all ([\\d,]+) accumulators that can occur were compared[^\n]*", log);
        assertThat(count(proof.group(), log)).isEqualTo(2);
        assertThat(figures("lowering"))
                .containsEntry("proved_values", plain(proof.group(1)))
                .containsEntry("reachable_values", plain(proof.group(1)));
        assertThat(report).contains(proof.group(1) + " values enumerated, all equal");
        long dead = all("(\\d+) dead;", log).stream()
                .distinct()
                .mapToLong(m -> Long.parseLong(m.group(1)))
                .sum();
        assertThat(dead)
                .as("the network has a constant channel at every threshold")
                .isPositive();
        assertThat(sum("(\\d+) always ", explanation)).isEqualTo(deadIn(explanation));
        assertThat(sum("(\\d+) always ", report)).isEqualTo(deadIn(explanation));
        assertThat(explanation).contains("  " + deadIn(explanation) + " of ");

        // Size.
        Map<String, Object> size = figures("validate");
        assertThat(report)
                .contains("total " + grouped(size.get("weights")) + " " + grouped(size.get("weight_bits")) + " "
                        + grouped(size.get("macs")));
        assertThat(Files.readString(settings.output().resolve("compare.csv")))
                .contains("," + size.get("weight_bits") + "," + size.get("macs") + ",");

        // The file that the drivers read.
        assertThat(Files.readString(folder.deploy().resolve("network.json")))
                .contains("\"height\": 28", "\"width\": 28", "\"channels\": 1", "\"answers\": 10", "\"9\"]");
        assertThat(report).contains("1 \u00d7 28 \u00d7 28 uint8", "10 classes");

        // Accuracy.
        Matcher accuracy = find("top-1 ([\\d.]+) %, top-5 ([\\d.]+) % on " + TEST_IMAGES + " test images", log);
        assertThat(report).contains("TOP1 accuracy " + accuracy.group(1) + " %", "TOP5 " + accuracy.group(2) + " %");
        assertThat(String.format(Locale.ROOT, "%.2f", figures("evaluate").get("top1")))
                .isEqualTo(accuracy.group(1));

        // Passes.
        assertThat(log).contains(": 11 passes agree", ":    1 FromNetwork, ", ":   11 Runtime, ");
        assertThat(report).contains(" 1 FromNetwork ", " 11 Runtime ", " 12 Pipeline ");
        Matcher units = find("([\\d,]+) units of the pipeline agree with the compiled network \\(([^)]+)\\)", log);
        assertThat(report)
                .containsPattern(" Pipeline [^.]+\\. " + units.group(1) + " passed test images: " + units.group(2));
        assertThat(figures("pipeline")).containsEntry("units", plain(units.group(1)));
        try (var snapshots = Files.list(folder.passes())) {
            assertThat(snapshots.map(p -> p.getFileName().toString()))
                    .contains("01-FromNetwork.ir", "10-OutputScores.ir");
        }

        nothingShownIsBeatenByWhatIsShown(
                said.stream().map(l -> l.replaceFirst("^\\w+: ", "")).toList());
        nothingShownIsBeatenByWhatIsShown(
                List.of(explore.substring(explore.indexOf("Limited by"), explore.indexOf("Units of the"))
                        .split("(?<=_(mvtu|window) )(too large)?")));
        for (String text : List.of(log, report, explore, compare)) {
            assertThat(all("(?<![\\w.,/:+-])[1-9]\\d{3,}(?![\\w.-])", text))
                    .as("numbers without separators")
                    .extracting(MatchResult::group)
                    .isEmpty();
            assertThat(all("(?<![\\d.,])1 (?!class|of\\b|gives|always|is\\b|as\\b)[a-z-]+s\\b", text))
                    .as("one of several")
                    .extracting(MatchResult::group)
                    .isEmpty();
        }
    }

    /** Checks the rows with frames per second, cycles and resources of designs: none is better than another in all of these. */
    private static void nothingShownIsBeatenByWhatIsShown(List<String> lines) {
        List<double[]> rows = new ArrayList<>();
        for (String line : lines) {
            Matcher row = Pattern.compile("^\\D*?([\\d,.]+(?: +[\\d,]+){6}) +\\w+_\\w+ *$")
                    .matcher(line);
            if (row.find()) {
                rows.add(Arrays.stream(row.group(1).split(" +"))
                        .mapToDouble(n -> Double.parseDouble(n.replace(",", "")))
                        .toArray());
            }
        }
        assertThat(rows).hasSizeGreaterThan(3);
        for (double[] a : rows) {
            for (double[] b : rows) {
                boolean beaten = a != b && b[0] >= a[0];
                for (int kind = 2; kind < a.length; kind++) {
                    beaten &= b[kind] <= a[kind];
                }
                assertThat(beaten)
                        .as("%s beats %s", Arrays.toString(b), Arrays.toString(a))
                        .isFalse();
            }
        }
    }

    private static long deadIn(String explanation) {
        return sum("(\\d+) dead;", explanation);
    }

    private void runAll(String name, String text) throws Exception {
        begin(name, text);
        Network network = ValidateGoal.run(new ValidateGoal.Request(model, settings), this)
                .network()
                .orElseThrow(() -> new AssertionError(diagnostics));
        Npz.write(folder.parameters(), parameters(network));
        ExploreGoal.run(new ExploreGoal.Request(model, settings, backend), this);
        for (int images : List.of(8, 16, 24, TEST_IMAGES)) {
            EvaluateGoal.run(new EvaluateGoal.Request(model, settings, images), this);
            // Half a hundredth of a percent is rounded the same way everywhere.
            assertThat(log())
                    .contains(String.format(
                            Locale.ROOT,
                            "top-1 %.2f %%, top-5 %.2f %% on %d test images",
                            (double) figures("evaluate").get("top1"),
                            (double) figures("evaluate").get("top5"),
                            images));
        }
        SynthesizeGoal.run(new SynthesizeGoal.Request(model, settings, 2, 0, backend, false, false), this);
        ExplainGoal.run(new ExplainGoal.Request(model, settings, backend), this);
        ReportGoal.run(new ReportGoal.Request(model, settings), this);
        CompareGoal.run(new CompareGoal.Request(List.of(model), List.of(), settings, backend), this);
    }

    private void begin(String name, String text) throws Exception {
        model = Files.writeString(base.resolve(name + ".bnn"), text);
        settings = TestSettings.of(base, "out");
        folder = ModelFolder.of(settings.output(), name);
    }

    /**
     * Random weights, and batch norms with rising and falling channels, each with channels that are always off, always on or
     * always in between.
     */
    private static Parameters parameters(Network network) {
        Map<String, Parameters.Array> arrays =
                new LinkedHashMap<>(NominalParameters.of(network).arrays());
        Random random = new Random(3);
        arrays.forEach((name, array) -> {
            float[] values = array.values();
            for (int i = 0; i < values.length; i++) {
                if (name.endsWith("weight")) {
                    values[i] = random.nextFloat() - 0.5f;
                } else if (name.endsWith("gamma")) {
                    values[i] = 0.5f + random.nextFloat();
                } else if (name.endsWith("variance")) {
                    values[i] = 50 + 100 * random.nextFloat();
                }
            }
            if (name.endsWith("beta")) {
                values[0] = -1e6f;
                values[1] = 1e6f;
            } else if (name.endsWith("gamma")) {
                values[2] = 1e-9f;
            }
        });
        return new Parameters(arrays);
    }

    private String log() {
        return String.join("\n", said);
    }

    private Map<String, Object> figures(String section) throws Exception {
        return new Metrics(folder).all().get(section);
    }

    /** The words of a page, with single spaces between them. */
    private String page(String path) throws Exception {
        return Files.readString(settings.output().resolve(path))
                .replaceAll("(?s)<style>.*?</style>|<svg.*?</svg>", " ")
                .replaceAll("<[^>]*>", " ")
                .replace("&nbsp;", " ")
                .replaceAll("\\s+", " ");
    }

    private static Matcher find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher;
    }

    private static List<MatchResult> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().collect(Collectors.toList());
    }

    private static long sum(String pattern, String text) {
        return all(pattern, text).stream()
                .mapToLong(m -> Long.parseLong(m.group(1)))
                .sum();
    }

    private static int count(String words, String text) {
        return all(Pattern.quote(words), text).size();
    }

    private static Object plain(String grouped) {
        return Integer.parseInt(grouped.replace(",", ""));
    }

    private static String grouped(Object number) {
        return String.format(Locale.ROOT, "%,d", ((Number) number).longValue());
    }
}
