// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.target;

import dev.bnn.check.values.NumberChecker;
import dev.bnn.check.values.Scope;
import dev.bnn.check.vocabulary.Boards;
import dev.bnn.check.vocabulary.Limits;
import dev.bnn.check.vocabulary.TargetVocabulary;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.dataflow.Dataflow;
import dev.bnn.estimate.Device;
import dev.bnn.estimate.Resources;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.OpenBoard;
import dev.bnn.model.target.Pll;
import dev.bnn.model.target.ResourceKind;
import dev.bnn.model.target.Target;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Fix;
import dev.bnn.source.Suggestion;
import dev.bnn.source.Words;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.TargetEntry;
import dev.bnn.syntax.Word;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks a target section. */
public final class TargetChecker {
    private static final String LOADABLE = "loadable";
    private static final String LABELS = "labels";
    private static final Map<String, Double> MHZ = Map.of("khz", 1e-3, "mhz", 1.0, "ghz", 1e3);
    private static final double SLOWEST_MHZ = 1;
    private static final double FASTEST_MHZ = 1000;
    private static final int MOST_DEPTH = 1 << 20;
    /** Bits of a block RAM of 18 kbit, of an ultra RAM, and of a look-up table. */
    private static final long BLOCK_RAM = 18_432;

    private static final long ULTRA_RAM = 294_912;
    private static final long LUT_ROM = 64;
    /** Bits of a look-up table of four inputs. */
    private static final long CELL_ROM = 16;

    private final FoldChecker folds;
    private final long weightBits;
    private final int classes;
    private final Diagnostics diagnostics;

    /**
     * @param weightBits bits of all weights; 0 if unknown
     * @param classes number of classes; 0 if unknown
     */
    public TargetChecker(FoldChecker folds, long weightBits, int classes, Diagnostics diagnostics) {
        this.folds = folds;
        this.weightBits = weightBits;
        this.classes = classes;
        this.diagnostics = diagnostics;
    }

    /** The target; meaningless if errors were found. */
    public Target check(Section.Target section, String name, Scope constants) {
        boolean loadable = loadable(section.entries());
        Boards.Known board = section.board().map(b -> board(b, loadable)).orElse(Boards.Known.NONE);
        TargetEntries entries = TargetEntries.of(section, diagnostics);
        HlsTool hls = tool(section);
        Optional<Device> device = Device.of(board.part(), board.open(), loadable);
        FoldChecker.Folds chosen = folds.start(constants, device, loadable, hls);
        entries.folds().forEach(f -> chosen.add(f.entry(), f.whole()));
        entries.parameters().forEach(this::parameters);
        entries.tools().forEach(this::tool);
        Map<String, Target.Fifo> fifos = new TreeMap<>();
        entries.fifos().forEach(f -> fifo(f, fifos, entries));
        double mhz = entries.clock().map(this::mhz).orElse(board.clockMhz());
        entries.clock().ifPresent(clock -> board.open().ifPresent(open -> reachable(clock, mhz, open)));
        double rate = entries.fps().map(this::fps).orElse(0.0);
        Map<String, Long> most = entries.budget().map(b -> budget(b, entries)).orElse(Map.of());
        return new Target(
                name,
                section.span(),
                board.board(),
                board.part(),
                mhz,
                rate,
                most,
                fifos,
                chosen.map(),
                loadable,
                entries.output().map(this::labels).orElse(0),
                hls);
    }

    /** The tool that a section names. It must be known before the rest is checked, since it decides how wide words may be. */
    public static HlsTool tool(Section.Target section) {
        return section.entries().stream()
                .filter(TargetEntry.Tool.class::isInstance)
                .flatMap(e -> HlsTool.of(((TargetEntry.Tool) e).word().text()).stream())
                .findFirst()
                .orElse(HlsTool.VITIS_HLS);
    }

    private void tool(Word word) {
        if (HlsTool.of(word.text()).isEmpty()) {
            diagnostics.error(
                    Code.TOOL,
                    word.span(),
                    "there is no tool `" + word.text() + "`",
                    Suggestion.advice(word.text(), word.span(), "tools", HlsTool.words()));
        }
    }

    /**
     * Whether parameters are loadable. This must be known before the rest is checked, since it decides what the memories of the
     * part can hold.
     */
    private static boolean loadable(List<TargetEntry> entries) {
        return entries.stream()
                .anyMatch(e ->
                        e instanceof TargetEntry.Parameters p && p.word().text().equals(LOADABLE));
    }

    private void parameters(Word word) {
        if (Vocabulary.find(TargetVocabulary.PARAMETERS, word.text()).isEmpty()) {
            diagnostics.error(
                    Code.PARAMETERS,
                    word.span(),
                    "parameters cannot be `" + word.text() + "`",
                    Suggestion.advice(
                            word.text(), word.span(), "they are", Vocabulary.words(TargetVocabulary.PARAMETERS)));
        }
    }

    /** Number of labels; 0 for scores. */
    private int labels(TargetEntry.Output output) {
        Word word = output.word();
        if (Vocabulary.find(TargetVocabulary.OUTPUTS, word.text()).isEmpty()) {
            diagnostics.error(
                    Code.OUTPUT,
                    word.span(),
                    "the output cannot be `" + word.text() + "`",
                    Suggestion.advice(word.text(), word.span(), "it is", Vocabulary.words(TargetVocabulary.OUTPUTS)));
            return 0;
        }
        if (!word.text().equals(LABELS)) {
            output.count()
                    .ifPresent(n -> diagnostics.error(
                            Code.OUTPUT,
                            n.span(),
                            "all scores leave, whatever number is here",
                            Advice.of("leave it out, or write `output labels " + n.text() + "` for the best classes")
                                    .removing(n.span(), "`" + n.text() + "`")
                                    .replacing(output.span(), "output labels " + n.text())));
            return 0;
        }
        int most = Math.min(classes > 0 ? classes : Limits.CLASSES, Limits.LABELS);
        return output.count()
                .map(n -> new NumberChecker(diagnostics, Code.OUTPUT)
                        .whole("the number of labels", n, 1, most)
                        .orElse(1))
                .orElse(1L)
                .intValue();
    }

    private Boards.Known board(Word name, boolean loadable) {
        Optional<Boards.Known> board = Boards.of(name.text());
        if (board.isEmpty()) {
            Advice hint = Boards.isPart(name.text())
                    ? Advice.of("a part is written in full, with package and speed, such as xc7z020clg400-1")
                    : Suggestion.advice(name.text(), name.span(), "boards", Boards.names());
            diagnostics.error(Code.BOARD, name.span(), "there is no board `" + name.text() + "`", hint);
            return Boards.Known.NONE;
        }
        Optional<Device> device = Device.ofPart(board.get().part());
        if (device.isEmpty()) {
            board.get().open().ifPresent(open -> fits(name, open));
        }
        if (device.isEmpty() && board.get().open().isEmpty()) {
            diagnostics.warning(
                    Code.BOARD,
                    name.span(),
                    "nothing is known of what the part " + name.text() + " holds",
                    "estimates are given without its limits");
        }
        device.map(d -> d.holding(loadable)).ifPresent(d -> fits(name, d));
        return board.get();
    }

    private void fits(Word board, Device device) {
        long ram = device.bram18() * BLOCK_RAM
                + (device.ultraRom() ? device.uram() * ULTRA_RAM : 0)
                + device.lut() * LUT_ROM;
        fits(board, ram);
    }

    /** Checks that the weights fit the board. Large RAMs start with arbitrary content, so they cannot hold weights. */
    private void fits(Word board, OpenBoard open) {
        fits(board, open.chip().ram() * open.family().ramBits() + open.chip().cells() * CELL_ROM);
    }

    private void fits(Word board, long ram) {
        if (weightBits > ram) {
            diagnostics.warning(
                    Code.PART_FULL,
                    board.span(),
                    String.format(
                            Locale.ROOT,
                            "the weights take %,d bits, but the memories of %s hold %,d",
                            weightBits,
                            board.text(),
                            ram),
                    "choose a larger part or a smaller network");
        }
    }

    private double mhz(TargetEntry.Clock clock) {
        Optional<Word> unit = clock.unit();
        Double factor =
                unit.map(u -> MHZ.get(u.text().toLowerCase(Locale.ROOT))).orElse(null);
        if (factor == null) {
            diagnostics.error(
                    Code.CLOCK,
                    unit.map(Word::span).orElse(clock.span()),
                    unit.map(u -> "there is no unit `" + u.text() + "`").orElse("the clock has no unit"),
                    Advice.of("write, for example, `clock 100 MHz`")
                            .with(unit.map(u -> Fix.replace(u.span(), "MHz"))
                                    .orElse(Fix.insert(
                                            clock.span().file(), clock.span().end(), " MHz"))));
            return SLOWEST_MHZ;
        }
        double mhz = clock.frequency().value() * factor;
        if (!(mhz >= SLOWEST_MHZ && mhz <= FASTEST_MHZ)) {
            diagnostics.error(
                    Code.CLOCK,
                    clock.span(),
                    "no part runs at " + clock.frequency().text() + " "
                            + unit.get().text(),
                    "the clock is from 1 MHz to 1 GHz");
        }
        return mhz;
    }

    /** Checks that the board's PLL can generate the clock, or nearly. */
    private void reachable(TargetEntry.Clock clock, double mhz, OpenBoard board) {
        if (mhz >= SLOWEST_MHZ && mhz <= FASTEST_MHZ && Pll.of(board, mhz).isEmpty()) {
            diagnostics.error(
                    Code.CLOCK,
                    clock.span(),
                    "the PLL of the board makes no " + Words.number(mhz) + " MHz of its "
                            + Words.number(board.oscillatorMhz()) + " MHz",
                    "write `clock " + Words.number(board.oscillatorMhz())
                            + " MHz` for the clock without the PLL, or one from "
                            + Pll.range(board.family()) + " MHz");
        }
    }

    /** Only the pipeline knows the names of units, and it is built later. */
    private void fifo(TargetEntry.Fifo fifo, Map<String, Target.Fifo> fifos, TargetEntries entries) {
        entries.once(
                "fifo " + fifo.unit().text(), !fifos.containsKey(fifo.unit().text()), fifo.span());
        new NumberChecker(diagnostics, Code.FIFO)
                .whole("the depth of a stream", fifo.depth(), Dataflow.MIN_DEPTH, MOST_DEPTH)
                .ifPresent(depth -> fifos.put(fifo.unit().text(), new Target.Fifo((int) depth, fifo.span())));
    }

    private Map<String, Long> budget(TargetEntry.Budget budget, TargetEntries entries) {
        Map<String, Long> most = new TreeMap<>();
        for (TargetEntry.Limit limit : budget.limits()) {
            Word kind = limit.kind();
            if (!ResourceKind.WORDS.contains(kind.text())) {
                diagnostics.error(
                        Code.BUDGET,
                        kind.span(),
                        "there is no resource `" + kind.text() + "`",
                        Suggestion.advice(kind.text(), kind.span(), "resources", ResourceKind.WORDS));
                continue;
            }
            entries.once(kind.text(), !most.containsKey(kind.text()), kind.span());
            new NumberChecker(diagnostics, Code.BUDGET)
                    .whole("a budget", limit.most(), 0, Resources.ANY)
                    .ifPresent(m -> most.put(kind.text(), m));
        }
        return most;
    }

    private double fps(TargetEntry.Fps fps) {
        if (fps.word().isPresent()) {
            if (fps.word().get().text().equals("max")) {
                return Target.FASTEST;
            }
            diagnostics.error(
                    Code.FPS,
                    fps.word().get().span(),
                    "`fps` cannot be " + fps.word().get().text(),
                    Advice.of("it is a number, or `max` for as many as the part holds")
                            .replacing(fps.word().get().span(), "max"));
            return 1;
        }
        return new NumberChecker(diagnostics, Code.FPS)
                .real("`fps`", fps.rate().orElseThrow(), TargetVocabulary.FPS)
                .orElse(1);
    }
}
