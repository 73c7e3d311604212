// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.results;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.dataflow.DataflowBuilder;
import dev.bnn.emit.Backend;
import dev.bnn.fold.FoldPlan;
import dev.bnn.fold.FoldSearch;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Twin;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.target.Target;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.report.AccuracySection;
import dev.bnn.report.Comparison;
import dev.bnn.report.network.NetworkTable;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.source.DiagnosticException;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.hardware.PipelineFigures;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Pretrained;
import dev.bnn.workflow.project.RecipeDependencies;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** Compares trained networks: a project's models, their float twins, and those of other projects. */
public final class CompareGoal {
    /** Duration of an engine's warm-up, and of its measurement. */
    private static final long NANOS = 700_000_000;

    private static final int IMAGES = 16;

    private CompareGoal() {}

    /**
     * The models to compare.
     *
     * @param projects folders of other projects whose models are also compared
     */
    public record Request(List<Path> models, List<Path> projects, Settings settings, BackendChoice backend) {}

    /** @param page path of the page */
    public record Result(Path page) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Settings settings = request.settings();
        List<Comparison.Row> rows = new ArrayList<>();
        for (Path model : request.models()) {
            compare(model, settings.output(), request, rows, events);
        }
        for (Path project : request.projects()) {
            List<Path> models = Models.find(project.resolve("src/main/bnn"), "");
            if (models.isEmpty()) {
                throw new WorkflowException("There are no .bnn files in " + project.resolve("src/main/bnn")
                        + "; bnn.with names folders of projects, separated by commas.");
            }
            for (Path model : models) {
                compare(model, project.resolve("target/bnn"), request, rows, events);
            }
        }
        if (rows.isEmpty()) {
            throw new WorkflowException("None of the models is trained. Run mvn bnn:train first.");
        }
        Comparison comparison = new Comparison(rows);
        Path page = settings.output().resolve("compare.html");
        AtomicFile.write(page, comparison.html());
        AtomicFile.write(settings.output().resolve("compare.csv"), comparison.csv());
        comparison.text().forEach(events::result);
        events.info(
                "memory: weights alone, without batch norms and thresholds; CPU: the runtime's engine on one thread;"
                        + " FPGA: estimates");
        events.info("drawn in " + page);
        return new Result(page);
    }

    /** Adds a row for each trained network of a model. */
    private static void compare(Path model, Path output, Request request, List<Comparison.Row> rows, Events events)
            throws WorkflowException, IOException {
        Network network = Models.load(model, events).network();
        ModelFolder folder = ModelFolder.of(output, network.name());
        boolean trained = Files.isRegularFile(folder.parameters())
                || Pretrained.beside(model).exists();
        if (trained) {
            events.progress("comparing " + network.name(), rows.size(), 0, "");
            rows.add(row(network, TrainedParameters.load(model, network, folder, Events.SILENT), request));
        }
        for (Recipe recipe : network.recipes()) {
            ModelFolder apart = RecipeDependencies.recipeFolder(folder, recipe);
            if (Files.isRegularFile(apart.parameters())) {
                Network twin = Twin.of(network, recipe.lineage().precision());
                rows.add(row(
                        twin,
                        new TrainedParameters(
                                TrainedParameters.fromTraining(twin, apart), apart.parameters(), apart.provenance()),
                        request));
            }
        }
        if (!trained) {
            events.info(network.name() + " is not trained; mvn bnn:train trains it");
        }
    }

    private static Comparison.Row row(Network network, TrainedParameters trained, Request request)
            throws WorkflowException, IOException {
        ObjectNode origin = JsonFile.readOrEmpty(trained.provenance());
        NetworkTable table = NetworkTable.of(network);
        Optional<Lowered> lowered = lowered(network, trained);
        Optional<Target> target = lowered.isEmpty() || network.targets().isEmpty()
                ? Optional.empty()
                : Optional.of(Models.target(network, request.settings()));
        Optional<PipelineFigures> design =
                target.flatMap(t -> design(lowered.get(), t, request.backend().figures(t)));
        return new Comparison.Row(
                network.name(),
                origin.path("recipe").path("name").asText(""),
                weights(network),
                network.givesMap(),
                origin.path("test_top1").asDouble(Double.NaN),
                AccuracySection.topFiveTells(network.classes().size())
                        ? origin.path("test_top5").asDouble(Double.NaN)
                        : Double.NaN,
                table.weightBits(),
                table.macs(),
                lowered.map(l -> imagesPerSecond(l.model())).orElse(Double.NaN),
                design.map(d -> d.rate().value()).orElse(Double.NaN),
                design.map(d -> d.total().lut()).orElse(-1L),
                design.isEmpty() ? "" : target.get().name());
    }

    private static String weights(Network network) {
        return network.layers().stream()
                .filter(Layer.Weighted.class::isInstance)
                .map(l -> ((Layer.Weighted) l).weights().word())
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    /** The integer network; empty for float weights, or if no fixed-point numbers order the scores. */
    private static Optional<Lowered> lowered(Network network, TrainedParameters trained) {
        try {
            return Optional.of(Lowering.lower(
                    new LoweringRequest(network, trained.parameters(), Optional.empty(), List.of(), Optional.empty())));
        } catch (DiagnosticException e) {
            return Optional.empty();
        }
    }

    /** The design; empty if it is not possible on the target. bnn:synthesize gives the reason. */
    private static Optional<PipelineFigures> design(Lowered lowered, Target target, Backend backend) {
        try {
            FoldPlan plan = FoldSearch.plan(lowered.ir(), Optional.of(target), backend.costs(target));
            return Optional.of(PipelineFigures.of(
                    target,
                    DataflowBuilder.unfolded(lowered.ir(), target.labels()).fold(plan.foldings()),
                    backend));
        } catch (DiagnosticException e) {
            return Optional.empty();
        }
    }

    private static double imagesPerSecond(BnnModel model) {
        Random random = new Random(1);
        byte[][] images = new byte[IMAGES][model.inputSize()];
        for (byte[] image : images) {
            random.nextBytes(image);
        }
        rate(model, images);
        return rate(model, images);
    }

    private static double rate(BnnModel model, byte[][] images) {
        long start = System.nanoTime();
        long done = 0;
        while (System.nanoTime() - start < NANOS) {
            model.scores(images[(int) (done++ % images.length)]);
        }
        return done * 1e9 / (System.nanoTime() - start);
    }
}
