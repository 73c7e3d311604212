// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.hardware;

import dev.bnn.emit.Backend;
import dev.bnn.fold.FoldExplorer;
import dev.bnn.model.Network;
import dev.bnn.model.target.Target;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.source.DiagnosticException;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.hardware.Explanation;
import dev.bnn.workflow.hardware.Exploration;
import dev.bnn.workflow.hardware.PipelineFigures;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains what lowering did to a trained model, why the result is equivalent, and what limits the design. */
public final class ExplainGoal {
    private ExplainGoal() {}

    /** The model to explain. */
    public record Request(Path model, Settings settings, BackendChoice backend) {}

    /** @param file the file with the text of the explanation */
    public record Result(Path file) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Settings settings = request.settings();
        Models.Loaded loaded = Models.load(request.model(), events);
        Network network = loaded.network();
        Models.requireBinary(network);
        ModelFolder folder = ModelFolder.of(settings.output(), network.name());
        TrainedParameters trained = TrainedParameters.load(request.model(), network, folder, events);
        List<String> lines;
        try (FloatModel reference = TrainedParameters.floatModel(network, trained.parameters())) {
            Lowered lowered = Lowering.lower(
                    new LoweringRequest(
                            network, trained.parameters(), Optional.of(reference), List.of(), Optional.empty()),
                    pass -> events.progress("lowering", pass.number(), 0, pass.name()));
            lines = new ArrayList<>(new Explanation(lowered).lines());
            if (!network.targets().isEmpty()) {
                Target target = Models.target(network, settings);
                Backend backend = request.backend().figures(target);
                events.begin("searching for foldings");
                FoldExplorer found = FoldExplorer.of(lowered.ir(), target, backend.costs(target));
                lines.add("");
                lines.add("What limits the design");
                events.begin("sizing streams by simulation");
                new Exploration(network, target, true, found, PipelineFigures.of(target, found.flow(), backend))
                        .advice()
                        .forEach(sentence -> lines.add("  " + sentence));
            }
        } catch (DiagnosticException e) {
            throw Models.failure(e, loaded.source(), network, "explained", events);
        }
        AtomicFile.write(folder.explanation(), String.join("\n", lines) + "\n");
        lines.forEach(line -> events.result(network.name() + ": " + line));
        events.info(network.name() + ": the same in " + folder.explanation());
        return new Result(folder.explanation());
    }
}
