// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.check.layer.LayerBuilder;
import dev.bnn.check.layer.LayerNames;
import dev.bnn.check.layer.LayerOrderChecker;
import dev.bnn.check.layer.MatrixCollector;
import dev.bnn.check.layer.StreamWidthChecker;
import dev.bnn.check.target.FoldChecker;
import dev.bnn.check.target.TargetChecker;
import dev.bnn.check.train.DataChecker;
import dev.bnn.check.train.LineageChecker;
import dev.bnn.check.train.TrainChecker;
import dev.bnn.check.values.Scope;
import dev.bnn.check.vocabulary.LayerVocabulary;
import dev.bnn.check.vocabulary.Limits;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.dataflow.MatrixShape;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.target.HlsTool;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.syntax.Expr;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Word;
import dev.bnn.syntax.parse.Syntax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Checks a file, section by section, and builds its network. */
final class Checker {
    /** The name of a train section without one. */
    private static final String UNNAMED = "default";

    private final FileSections fileSections;
    private final Declarations declarations;
    private final Diagnostics diagnostics;
    private final Span start;
    private NetworkBuilder network;
    private TensorType image;
    private List<String> classes;
    private boolean map;

    private Checker(Syntax.Parsed parsed, String file, Diagnostics diagnostics) {
        this.fileSections = new FileSections(parsed, diagnostics);
        this.declarations = new Declarations(fileSections, diagnostics);
        this.diagnostics = diagnostics;
        this.start = fileSections.header().map(Section::span).orElse(Span.begin(file));
    }

    /**
     * @param network present if and only if nothing is wrong
     * @param known what is known in either case
     */
    record Outcome(Optional<Network> network, Checked known) {}

    static Outcome check(Syntax.Parsed parsed, String file, Diagnostics diagnostics) {
        Checker checker = new Checker(parsed, file, diagnostics);
        Checked known = checker.check(file);
        return new Outcome(diagnostics.hasErrors() ? Optional.empty() : Optional.of(checker.network.build()), known);
    }

    private Checked check(String file) {
        fileSections.check(file);
        declarations.check();
        Scope constants = declarations.constants();
        network = NetworkBuilder.named(
                        fileSections.header().map(h -> h.name().text()).orElse(""))
                .title(fileSections
                        .header()
                        .flatMap(Section.NetworkHeader::title)
                        .map(Word::text)
                        .orElse(""))
                .declaredAt(start);
        InputChecker input = new InputChecker(diagnostics);
        boolean imageKnown = input.input(fileSections.input(), constants, network);
        image = network.type();
        classes = input.classes(fileSections.classes(), network);
        map = input.map(fileSections.classes(), classes.size());
        LayerBuilder layers = new LayerBuilder(network, imageKnown, diagnostics);
        BlockExpander expander = new BlockExpander(declarations.blocks(), constants, layers, diagnostics);
        fileSections.layers().ifPresent(expander::expand);
        if (fileSections.layers().isEmpty()) {
            layers.skip();
        }
        LayerNames.checkParts(network.layers(), diagnostics);
        List<MatrixShape> matrices = hardware(layers);
        outputs(layers, expander);
        values(layers);
        recipes(
                imageKnown ? Optional.of(image.shape()) : Optional.empty(),
                !layers.gaps().isEmpty());
        targets(layers, matrices, constants);
        if (!diagnostics.hasErrors()) {
            fileSections.layers().ifPresent(s -> declarations.blocks().checkUnused(s.body(), diagnostics));
        }
        return new Checked(
                imageKnown ? Optional.of(image) : Optional.empty(),
                expander.placed(),
                layers.shapes().everSure(),
                declarations.values());
    }

    private boolean isFloat() {
        return network.layers().stream().anyMatch(Network::isFloat);
    }

    /** Checks what hardware needs. Returns the layers to fold, if their shapes are known. */
    private List<MatrixShape> hardware(LayerBuilder layers) {
        List<Layer> all = network.layers();
        LayerOrderChecker order = new LayerOrderChecker(
                image, all, layers.gaps(), layers.shapes().everSure(), map, classes.size(), diagnostics);
        if (isFloat() && !all.isEmpty()) {
            order.checkFloat();
            return List.of();
        }
        if (fileSections.layers().isEmpty() || fileSections.lost().has(WeightType.FLOAT.word())) {
            return List.of();
        }
        order.checkBinary(fileSections.layers().get().span());
        if (!layers.shapes().everSure()) {
            return List.of();
        }
        List<MatrixShape> matrices = MatrixCollector.of(image, all);
        // Each target must be buildable, so the tool with the narrowest words decides.
        HlsTool tool = fileSections.all(Section.Target.class).stream()
                .map(TargetChecker::tool)
                .min(Comparator.comparingInt(HlsTool::widestWord))
                .orElse(HlsTool.VITIS_HLS);
        StreamWidthChecker.check(
                image, fileSections.input().map(Section::span).orElse(start), all, matrices, tool, diagnostics);
        return matrices;
    }

    /** Checks that an engine can hold the outputs of all layers for an image. */
    private void values(LayerBuilder layers) {
        if (!layers.shapes().everSure() || layers.tooLarge()) {
            return;
        }
        // An engine holds the scores in addition to the output of the last layer.
        long values = image.shape().size();
        if (!network.layers().isEmpty()) {
            values += network.type().shape().size();
        }
        for (Layer layer : network.layers()) {
            values += layer.output().shape().size();
            if (values > Limits.VALUES) {
                diagnostics.error(
                        Code.TOO_LARGE,
                        layer.span(),
                        String.format(Locale.ROOT, "with this layer the image and all layers have %,d values", values),
                        String.format(Locale.ROOT, "at most %,d are possible", Limits.VALUES));
                return;
            }
        }
    }

    private void outputs(LayerBuilder layers, BlockExpander expander) {
        List<Layer> all = network.layers();
        if (!layers.shapes().sure() || all.isEmpty() || classes.isEmpty()) {
            return;
        }
        Layer last = all.get(all.size() - 1);
        Layer named = all.stream()
                .filter(Layer.Weighted.class::isInstance)
                .reduce((a, b) -> b)
                .orElse(last);
        boolean pixels = last.output().shape().pixels() > 1;
        if (!map && pixels) {
            // The end of the network is reported already.
            return;
        }
        int outputs = last.output().shape().channels();
        if (outputs != classes.size()) {
            diagnostics.error(
                    Code.OUTPUTS,
                    named.span(),
                    "the network has " + outputs + (outputs == 1 ? " output" : " outputs")
                            + (pixels ? " at each position" : "") + ", but " + classes.size() + " classes",
                    outputPerClass(expander.placed()));
        }
    }

    private Advice outputPerClass(List<Checked.Placed> placed) {
        String number = Integer.toString(classes.size());
        Advice advice = Advice.of("the last layer has one "
                + (map
                        ? "channel per class: `conv " + number + " kernel 1`"
                        : "unit per class: `dense " + number + "`"));
        return placed.stream()
                .filter(p -> p.layer() instanceof Layer.Weighted)
                .reduce((a, b) -> b)
                .filter(p -> p.calls().isEmpty())
                .flatMap(p -> outputsOf(p.statement()))
                .map(outputs -> advice.replacing(outputs.span(), number))
                .orElse(advice);
    }

    private Optional<Expr> outputsOf(LayerStatement statement) {
        if (map) {
            return statement instanceof LayerStatement.Conv conv ? Optional.of(conv.channels()) : Optional.empty();
        }
        return statement instanceof LayerStatement.Dense dense ? Optional.of(dense.units()) : Optional.empty();
    }

    /** @param gaps whether layers may be missing */
    private void recipes(Optional<Shape> shape, boolean gaps) {
        Predicate<String> lost = name -> gaps
                && (fileSections.lost().has(name)
                        || LayerNames.automatic(name)
                        || Vocabulary.find(LayerVocabulary.LAYERS, name).isPresent());
        TrainChecker checker = new TrainChecker(
                new TrainChecker.Facts(
                        shape.map(Shape::height).orElse(0),
                        shape.map(Shape::width).orElse(0),
                        classes.size(),
                        network.layers(),
                        lost,
                        map),
                new DataChecker(
                        shape,
                        fileSections
                                .input()
                                .map(i -> i.channels().span().to(i.width().span())),
                        classes.size(),
                        map,
                        diagnostics),
                diagnostics);
        List<Recipe> recipes = new ArrayList<>();
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<Section.Train> sections = bounded(Section.Train.class, "train");
        for (Section.Train section : sections) {
            String name = section.name().map(Word::text).orElse(UNNAMED);
            Span span = section.name().map(Word::span).orElse(section.span());
            String hint = section.name().isPresent()
                    ? "give one of them another name"
                    : "give one of them a name, such as `train short { ... }`";
            declarations.distinct(names, name, span, hint);
            recipes.add(checker.check(section, name));
        }
        recipes.forEach(network::recipe);
        new LineageChecker(diagnostics).references(sections, recipes, fileSections.lost());
    }

    private void targets(LayerBuilder layers, List<MatrixShape> matrices, Scope constants) {
        long bits =
                matrices.stream().mapToLong(m -> (long) m.rows() * m.columns()).sum();
        FoldChecker.Lost lost = new FoldChecker.Lost(!layers.gaps().isEmpty(), fileSections.lost());
        TargetChecker checker = new TargetChecker(
                new FoldChecker(network.layers(), lost, matrices, diagnostics), bits, classes.size(), diagnostics);
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Section.Target section : bounded(Section.Target.class, "target")) {
            Optional<Word> name = section.name().or(section::board);
            String hint = section.name().isPresent()
                    ? "give one of them another name"
                    : "give one of them a name, such as `target fast "
                            + section.board().map(Word::text).orElse("") + " { ... }`";
            name.ifPresent(n -> declarations.distinct(names, n.text(), n.span(), hint));
            network.target(checker.check(section, name.map(Word::text).orElse(""), constants));
        }
    }

    /** The sections of that kind, at most as many as are allowed. */
    private <T extends Section> List<T> bounded(Class<T> kind, String keyword) {
        List<T> all = fileSections.all(kind);
        if (all.size() <= Limits.SECTIONS) {
            return all;
        }
        diagnostics.error(
                Code.TOO_MUCH,
                all.get(Limits.SECTIONS).span(),
                String.format(Locale.ROOT, "the file has %,d %s sections", all.size(), keyword),
                String.format(Locale.ROOT, "at most %,d are possible", Limits.SECTIONS));
        return all.subList(0, Limits.SECTIONS);
    }
}
