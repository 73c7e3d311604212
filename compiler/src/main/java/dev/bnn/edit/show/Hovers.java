// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import dev.bnn.check.Checked;
import dev.bnn.check.layer.MatrixCollector;
import dev.bnn.check.vocabulary.Boards;
import dev.bnn.dataflow.MatrixShape;
import dev.bnn.edit.Analysis;
import dev.bnn.edit.Position;
import dev.bnn.edit.Range;
import dev.bnn.estimate.Device;
import dev.bnn.fold.LegalFoldings;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.TensorType;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Target;
import dev.bnn.source.Words;
import dev.bnn.syntax.Lexeme;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says what the word under the cursor is: a layer with its shapes and figures, a term, a board, a name. */
public final class Hovers {
    private final Analysis analysis;
    private final Optional<Hardware> hardware;
    private final List<Lexeme> words;
    private final Terms terms;
    private boolean pending;

    private Hovers(Analysis analysis, Optional<Hardware> hardware) {
        this.analysis = analysis;
        this.hardware = hardware;
        this.words = analysis.lexemes().stream().filter(l -> !l.hidden()).toList();
        this.terms = new Terms(words);
    }

    /**
     * What is known about the word at a position, in about a millisecond; empty if there is nothing to say.
     *
     * @param hardware figures that were computed; without them the text has none
     */
    public static Optional<Hover> at(Analysis analysis, Position position, Optional<Hardware> hardware) {
        Hovers hovers = new Hovers(analysis, hardware);
        int offset = analysis.lines().offset(position);
        for (int i = 0; i < hovers.words.size(); i++) {
            Lexeme word = hovers.words.get(i);
            if (word.start() <= offset && offset < word.end()) {
                return hovers.of(i);
            }
        }
        return Optional.empty();
    }

    private Optional<Hover> of(int i) {
        Lexeme word = words.get(i);
        Range range = analysis.lines().range(word.start(), word.end());
        String text = switch (word.kind()) {
            case KEYWORD -> keyword(i);
            case NAME -> name(i);
            case NUMBER, SIGN -> board(i);
            case QUOTED, COMMENT, SPACE, STRAY -> "";
        };
        return text.isEmpty() ? Optional.empty() : Optional.of(new Hover(range, text.strip() + "\n", pending));
    }

    private String keyword(int i) {
        List<Layer> layers = layersOf(i);
        String meaning = terms.of(i).stream().map(Terms::markdown).collect(Collectors.joining("\n\n"));
        if (meaning.isEmpty()) {
            return folding(i);
        }
        return layers.isEmpty() ? meaning : meaning + "\n\n" + layers(layers);
    }

    private String name(int i) {
        String text = words.get(i).text();
        if (terms.sectionOf(i).equals("target") && inHeader(i)) {
            return board(i);
        }
        Optional<Section.Block> block = analysis.sections(Section.Block.class).stream()
                .filter(b -> b.name().text().equals(text))
                .findFirst();
        boolean call = i + 1 < words.size() && words.get(i + 1).text().equals("(");
        if (block.isPresent() && call) {
            return block(i, block.get());
        }
        String meaning = terms.of(i).stream().map(Terms::markdown).collect(Collectors.joining("\n\n"));
        if (!meaning.isEmpty()) {
            return meaning;
        }
        return switch (i == 0 ? "" : words.get(i - 1).text()) {
            case "as", "fold" -> layer(text);
            case "start", "teacher" -> recipe(text);
            default -> value(i);
        };
    }

    private boolean inHeader(int i) {
        int at = i;
        while (at > 0 && !words.get(at).text().equals("target")) {
            if (words.get(at).text().equals("{")) {
                return false;
            }
            at--;
        }
        return true;
    }

    /** The layers that the statement of a word yields, one for each use of its block. */
    private List<Layer> layersOf(int i) {
        return analysis.known().layers().stream()
                .filter(p ->
                        p.statement().span().start().equals(words.get(i).span().start()))
                .map(Checked.Placed::layer)
                .toList();
    }

    private String layers(List<Layer> layers) {
        return (layers.size() > 1 ? LayerText.table(layers) : LayerText.of(layers.get(0))) + hardware(layers);
    }

    private String hardware(List<Layer> layers) {
        StringBuilder text = new StringBuilder();
        Optional<Network> network = analysis.network();
        if (network.isPresent() && hardware.isPresent() && network.get().synthesizable()) {
            List<String> all = network.get().layers().stream().map(Layer::name).toList();
            for (Target target : network.get().targets()) {
                Optional<Figures> figures = hardware.get().known(network.get(), target);
                pending |= figures.isEmpty() || !figures.get().sized();
                figures.flatMap(f -> LayerText.units(layers, f, all))
                        .ifPresent(units -> text.append('\n').append(units));
            }
        }
        return text.toString();
    }

    private String layer(String name) {
        return analysis.known().layers().stream()
                .map(Checked.Placed::layer)
                .filter(l -> l.name().equals(name))
                .findFirst()
                .map(l -> LayerText.of(l) + legal(l.name(), "") + hardware(List.of(l)))
                .orElse("");
    }

    /** The legal values of {@code pe} or {@code simd} within a {@code fold}. */
    private String folding(int i) {
        int entry = terms.entry(i);
        boolean fold = entry >= 0 && words.get(entry).text().equals("fold") && entry + 1 < words.size();
        return fold ? legal(words.get(entry + 1).text(), words.get(i).text()) : "";
    }

    /** @param kind pe or simd; empty for both */
    private String legal(String layer, String kind) {
        Optional<TensorType> image = analysis.known().image();
        boolean real = analysis.known().layers().stream().anyMatch(p -> Network.isFloat(p.layer()));
        if (image.isEmpty() || real || !analysis.known().complete()) {
            return "";
        }
        List<Layer> all =
                analysis.known().layers().stream().map(Checked.Placed::layer).toList();
        Optional<MatrixShape> shape = MatrixCollector.of(image.get(), all).stream()
                .filter(s -> s.layer().equals(layer))
                .findFirst();
        String pe = shape.map(s -> "- legal PE: " + numbers(LegalFoldings.pes(s)) + "\n")
                .orElse("");
        String simd = shape.map(s -> "- legal SIMD: " + numbers(LegalFoldings.simds(s, HlsTool.VITIS_HLS)) + "\n")
                .orElse("");
        return switch (kind) {
            case "" -> pe + simd;
            case "pe" -> pe;
            case "simd" -> simd;
            default -> "";
        };
    }

    private static String numbers(List<Integer> numbers) {
        return numbers.stream().map(n -> Words.count(n)).collect(Collectors.joining("; "));
    }

    private String block(int i, Section.Block block) {
        StringBuilder text = new StringBuilder("```bnn\n" + analysis.source().text(block.whole()) + "\n```\n");
        List<Layer> layers = analysis.known().layers().stream()
                .filter(p -> p.calls().stream()
                        .anyMatch(c -> c.use()
                                .span()
                                .start()
                                .equals(words.get(i).span().start())))
                .map(Checked.Placed::layer)
                .toList();
        if (!layers.isEmpty()) {
            text.append('\n').append(LayerText.table(layers)).append(hardware(layers));
        }
        return text.toString();
    }

    private String recipe(String name) {
        return analysis.sections(Section.Train.class).stream()
                .filter(t -> t.name().map(Word::text).orElse("default").equals(name))
                .findFirst()
                .map(t -> "```bnn\n" + analysis.source().text(t.whole()) + "\n```\n")
                .orElse("");
    }

    /** A constant with its value, or a parameter with its values in the uses of its block. */
    private String value(int i) {
        String text = words.get(i).text();
        Optional<Section.Block> around = analysis.sections(Section.Block.class).stream()
                .filter(b -> within(i, b))
                .filter(b -> b.parameters().orElse(List.of()).stream()
                        .anyMatch(p -> p.text().equals(text)))
                .findFirst();
        if (around.isPresent()) {
            String block = around.get().name().text();
            String values =
                    values(block, text).stream().map(v -> Words.count(v)).collect(Collectors.joining(", "));
            return "`" + text + "`, a parameter of block `" + block + "`" + (values.isEmpty() ? "" : ": " + values);
        }
        OptionalLong value = analysis.known().constants().getOrDefault(text, OptionalLong.empty());
        return value.isPresent() ? "`const " + text + " = " + value.getAsLong() + "`" : "";
    }

    private boolean within(int i, Section.Block block) {
        return block.whole().start().compareTo(words.get(i).span().start()) <= 0
                && words.get(i).span().start().compareTo(block.whole().end()) < 0;
    }

    private List<Long> values(String block, String parameter) {
        TreeSet<Long> values = new TreeSet<>();
        for (Checked.Placed placed : analysis.known().layers()) {
            for (Checked.Call call : placed.calls()) {
                if (call.use().block().text().equals(block)) {
                    call.arguments()
                            .getOrDefault(parameter, OptionalLong.empty())
                            .ifPresent(values::add);
                }
            }
        }
        return new ArrayList<>(values);
    }

    /** The board of the target whose header a word is in. */
    private String board(int i) {
        if (!terms.sectionOf(i).equals("target") || !inHeader(i)) {
            return "";
        }
        return analysis.sections(Section.Target.class).stream()
                .filter(t -> t.whole().start().compareTo(words.get(i).span().start()) <= 0
                        && words.get(i).span().start().compareTo(t.whole().end()) < 0)
                .flatMap(t -> t.board().stream())
                .findFirst()
                .map(Hovers::board)
                .orElse("");
    }

    private static String board(Word word) {
        return Boards.of(word.text())
                .map(board -> "**" + board.name() + "**: part `" + board.part() + "`, "
                        + Words.number(board.clockMhz()) + " MHz unless the target says otherwise\n"
                        + Device.ofPart(board.part()).map(Hovers::resources).orElse(""))
                .orElse("");
    }

    private static String resources(Device device) {
        return "\n- " + Words.count(device.lut()) + " LUT, " + Words.count(device.ff()) + " FF\n- "
                + Words.count(device.bram18()) + " BRAM18, " + Words.count(device.uram()) + " URAM, "
                + Words.count(device.dsp()) + " DSP\n";
    }
}
