// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.data;

import dev.bnn.estimate.FrameRate;
import dev.bnn.model.Network;
import dev.bnn.source.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything that the report page can show. Only the network is needed: a section whose data is absent (an empty optional or list)
 * is left out, so a report can be made after any subset of the steps. Start with {@link #of(Network)} and add what there is with
 * the {@code with} methods.
 *
 * @param network the checked network
 * @param notices what the page leaves out and why, a sentence or two each
 * @param training how the training went
 * @param accuracy the single evaluation on the test set
 * @param filters the weights of the first layer as a picture
 * @param passes the lowering passes in order, each with the checks after it
 * @param thresholds one summary per threshold layer, in order
 * @param dataflow folding and cycle estimate
 * @param resources estimated use of the device
 * @param simulation result of the C simulation
 * @param rtl results of free tools for the RTL, if the design has RTL
 * @param provenance the origin of the result: data hash, recipe, seed, versions
 * @param budgets the limits that the build sets
 */
public record ReportData(
        Network network,
        List<String> notices,
        Optional<Training> training,
        Optional<Accuracy> accuracy,
        Optional<Filters> filters,
        List<Pass> passes,
        List<ThresholdSummary> thresholds,
        Optional<Dataflow> dataflow,
        Optional<Resources> resources,
        Optional<VendorFigures> vendor,
        Optional<Simulation> simulation,
        Optional<Rtl> rtl,
        List<Fact> provenance,
        List<Budget> budgets) {
    public ReportData {
        notices = List.copyOf(notices);
        passes = List.copyOf(passes);
        thresholds = List.copyOf(thresholds);
        provenance = List.copyOf(provenance);
        budgets = List.copyOf(budgets);
    }

    /** A report of the network alone. */
    public static ReportData of(Network network) {
        return new ReportData(
                network,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /**
     * A training run.
     *
     * @param recipe name of the train section
     * @param validation images that chose the best epoch; -1 if unknown
     * @param epochs the epochs in order
     * @param bestEpoch number of the epoch whose parameters were kept
     * @param seconds time of the whole run; 0 if unknown
     * @param layers each layer over these epochs; empty if that was not recorded
     */
    public record Training(
            String recipe,
            int validation,
            List<Epoch> epochs,
            int bestEpoch,
            double seconds,
            List<LayerHistory> layers) {
        public Training {
            epochs = List.copyOf(epochs);
            layers = List.copyOf(layers);
        }
    }

    /**
     * One epoch. A figure that was not measured is NaN.
     *
     * @param number number of the epoch, from 1
     * @param loss mean training loss
     * @param trainAccuracy share 0..1 of the training images classified correctly
     * @param validationAccuracy share 0..1 of the validation images
     * @param rate learning rate
     * @param flips changes of sign of binary weights in the epoch's steps; a weight counts each time
     * @param imagesPerSecond training speed
     */
    public record Epoch(
            int number,
            double loss,
            double trainAccuracy,
            double validationAccuracy,
            double rate,
            double flips,
            double imagesPerSecond) {}

    /**
     * Accuracy on the test set.
     *
     * @param data the data set, for people
     * @param images number of test images
     * @param top1 share 0..1 whose best class is the label
     * @param top5 share 0..1 whose label is among the best five
     * @param confusion images by [true class][given class]; empty if not counted
     * @param worst the images that are wrong by the largest margins, or at the most positions, the worst first
     * @param map true if the network gives a class at each position of a map; then shares and counts are of positions
     */
    public record Accuracy(
            String data, long images, double top1, double top5, int[][] confusion, List<Mistake> worst, boolean map) {
        public Accuracy {
            worst = List.copyOf(worst);
        }

        public Accuracy(String data, long images, double top1, double top5, int[][] confusion, List<Mistake> worst) {
            this(data, images, top1, top5, confusion, worst, false);
        }

        public Accuracy(String data, long images, double top1, double top5) {
            this(data, images, top1, top5, new int[0][], List.of());
        }
    }

    /**
     * A test image that is classified wrongly.
     *
     * @param image its index in the test set
     * @param label the true class; empty for a map
     * @param given the class as which it was classified, or how much of its map is wrong
     * @param png the image as a PNG file; for a map, the image, the truth and the network's map side by side
     */
    public record Mistake(int image, String label, String given, byte[] png) {}

    /**
     * The weights of the first layer.
     *
     * @param caption how to read the pictures
     * @param pngs one PNG file per filter, one pixel per weight position
     * @param rows rows of a filter
     */
    public record Filters(String layer, String caption, List<byte[]> pngs, int rows) {
        public Filters {
            pngs = List.copyOf(pngs);
        }
    }

    /**
     * A lowering pass.
     *
     * @param number counts from 1, as in the log and in the snapshots' names
     * @param name the pass's name
     * @param purpose one sentence: why it exists
     * @param nodes operations in the network after it
     * @param checks what was verified after it
     */
    public record Pass(int number, String name, String purpose, int nodes, List<Check> checks) {
        public Pass {
            checks = List.copyOf(checks);
        }
    }

    /** One verification: its name, its verdict, and figures for people ("20 images, 81,920 values equal"). */
    public record Check(String name, boolean passed, String detail) {}

    /**
     * Cycles from the first byte of an image to its scores, simulated.
     *
     * @param least latency without pipeline stages
     * @param most latency with up to {@code stages} pipeline stages in each unit
     * @param stages largest number of stages that is assumed; 0 if no tool chooses them, as in RTL
     */
    public record Latency(long least, long most, int stages) {
        /** "14,018 to 14,338 cycles". */
        public String cycles() {
            return stages == 0 ? Words.count(most, "cycle") : Words.count(least) + " to " + Words.count(most, "cycle");
        }

        /** The assumptions of both bounds. */
        public String assumes() {
            return stages == 0 ? "to the cycle, as the RTL is" : "0 to " + stages + " pipeline stages per unit";
        }
    }

    /**
     * The pipeline on the device.
     *
     * @param target board or part as the model names it
     * @param part full part name
     * @param clockMhz clock in MHz
     * @param wantedFps requested frames per second; 0 if none were requested
     * @param interval cycles from image to image, simulated
     * @param stages the units in stream order
     * @param skips the streams around the bodies of residuals
     * @param fronts SVG pictures of all designs, each of speed against one resource
     */
    public record Dataflow(
            String target,
            String part,
            double clockMhz,
            double wantedFps,
            long interval,
            Latency latency,
            List<Stage> stages,
            List<Skip> skips,
            List<String> fronts) {
        public Dataflow {
            stages = List.copyOf(stages);
            skips = skips == null ? List.of() : List.copyOf(skips);
            fronts = List.copyOf(fronts);
        }

        /** Cycles per image of the slowest unit, which no pipeline of these units can beat. */
        public long slowest() {
            return stages.stream().mapToLong(Stage::cycles).max().orElse(0);
        }

        /** Frames per second in steady state. */
        public FrameRate rate() {
            return FrameRate.of(clockMhz, interval);
        }

        /** Whether the design is as fast as requested. Its {@link #rate} does not tell, since that is rounded down. */
        public boolean met() {
            return wantedFps == 0 || interval <= FrameRate.interval(clockMhz, wantedFps);
        }
    }

    /**
     * One unit of the pipeline.
     *
     * @param name the layer's name
     * @param kind what it is, for people: "matrix-vector", "max pool"
     * @param pe rows computed at once; 0 if the unit has no folding
     * @param simd columns computed at once; 0 if the unit has no folding
     * @param cycles cycles for one image
     * @param bits bits of a word of the stream after it
     * @param depth words that the stream after it holds
     */
    public record Stage(String name, String kind, int pe, int simd, long cycles, int bits, int depth) {}

    /** A second stream of a unit to a later one: the numbers of both units, the bits of a word, and the words that the stream holds. */
    public record Skip(int from, int to, int bits, int depth) {}

    /** Estimated use of the device. */
    public record Resources(String part, List<Use> uses) {
        public Resources {
            uses = List.copyOf(uses);
        }
    }

    /** Use of one kind of resource (LUT, FF, BRAM18, DSP); {@code available} is 0 where the device is not known. */
    public record Use(String resource, double used, double available) {}

    /** Outcome of a simulation of the generated code. */
    public sealed interface Simulation {
        /**
         * It ran.
         *
         * @param tool the C++ compiler or the simulator
         * @param images images simulated
         * @param comparedBits output bits compared with the golden model; 0 if not counted
         * @param differingBits bits that differ; 0 is the only good result
         * @param comparedWords words of streams compared in value and in cycle; 0 if the simulation has no cycles
         * @param seconds run time without compilation
         */
        record Ran(String tool, long images, long comparedBits, long differingBits, long comparedWords, double seconds)
                implements Simulation {}

        /** It did not run, and why. */
        record Skipped(String reason) implements Simulation {}
    }

    /**
     * The results of free tools for the RTL.
     *
     * @param counts resources per unit with the streams that it writes, in the order of the pipeline; empty if nothing was counted
     * @param board facts about the bitstream that open tools made for a board; empty if they made none
     */
    public record Rtl(Simulation simulation, List<UnitCount> counts, List<Fact> board) {
        public Rtl {
            counts = List.copyOf(counts);
            board = List.copyOf(board);
        }

        /** Results without a bitstream of open tools. */
        public Rtl(Simulation simulation, List<UnitCount> counts) {
            this(simulation, counts, List.of());
        }

        /** These results with facts about the bitstream that open tools made for a board. */
        public Rtl on(List<Fact> facts) {
            return new Rtl(simulation, counts, facts);
        }
    }

    /**
     * The resources of a unit on a seven-series part.
     *
     * @param lut look-up tables by yosys
     * @param estimate look-up tables by the estimate; null for a part that it does not have
     */
    public record UnitCount(String unit, long lut, Long estimate, long ff, long bram18, long dsp) {}

    /** One line of provenance. */
    public record Fact(String key, String value) {}

    /** A limit of the build: {@code metric} ("top1"), the rule ("at least 0.97"), what was measured, and whether it holds. */
    public record Budget(String metric, String rule, String measured, boolean met) {}

    public ReportData withNotices(List<String> value) {
        return with(d -> d.notices = value);
    }

    public ReportData withTraining(Training value) {
        return with(d -> d.training = Optional.of(value));
    }

    public ReportData withAccuracy(Accuracy value) {
        return with(d -> d.accuracy = Optional.of(value));
    }

    public ReportData withFilters(Filters value) {
        return with(d -> d.filters = Optional.of(value));
    }

    public ReportData withPasses(List<Pass> value) {
        return with(d -> d.passes = value);
    }

    public ReportData withThresholds(List<ThresholdSummary> value) {
        return with(d -> d.thresholds = value);
    }

    public ReportData withDataflow(Dataflow value) {
        return with(d -> d.dataflow = Optional.of(value));
    }

    public ReportData withResources(Resources value) {
        return with(d -> d.resources = Optional.of(value));
    }

    public ReportData withVendor(VendorFigures value) {
        return with(d -> d.vendor = Optional.of(value));
    }

    public ReportData withSimulation(Simulation value) {
        return with(d -> d.simulation = Optional.of(value));
    }

    public ReportData withRtl(Rtl value) {
        return with(d -> d.rtl = Optional.of(value));
    }

    public ReportData withProvenance(List<Fact> value) {
        return with(d -> d.provenance = value);
    }

    public ReportData withBudgets(List<Budget> value) {
        return with(d -> d.budgets = value);
    }

    private ReportData with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /** A mutable copy. */
    private static final class Draft {
        private final Network network;
        private List<String> notices;
        private Optional<Training> training;
        private Optional<Accuracy> accuracy;
        private Optional<Filters> filters;
        private List<Pass> passes;
        private List<ThresholdSummary> thresholds;
        private Optional<Dataflow> dataflow;
        private Optional<Resources> resources;
        private Optional<VendorFigures> vendor;
        private Optional<Simulation> simulation;
        private Optional<Rtl> rtl;
        private List<Fact> provenance;
        private List<Budget> budgets;

        Draft(ReportData data) {
            network = data.network;
            notices = data.notices;
            training = data.training;
            accuracy = data.accuracy;
            filters = data.filters;
            passes = data.passes;
            thresholds = data.thresholds;
            dataflow = data.dataflow;
            resources = data.resources;
            vendor = data.vendor;
            simulation = data.simulation;
            rtl = data.rtl;
            provenance = data.provenance;
            budgets = data.budgets;
        }

        ReportData done() {
            return new ReportData(
                    network,
                    notices,
                    training,
                    accuracy,
                    filters,
                    passes,
                    thresholds,
                    dataflow,
                    resources,
                    vendor,
                    simulation,
                    rtl,
                    provenance,
                    budgets);
        }
    }
}
