// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.exchange;

import dev.bnn.data.IdxFiles;
import dev.bnn.model.Network;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.SourceFile;
import dev.bnn.source.Span;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.TrainEntry;
import dev.bnn.syntax.parse.Syntax;
import dev.bnn.training.pytorch.Script;
import dev.bnn.training.pytorch.ScriptRequest;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.ImageData;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Pretrained;
import dev.bnn.workflow.project.RecipeDependencies;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a PyTorch script that trains a model by one of its recipes, along with the data that the script cannot find elsewhere.
 */
public final class ScriptGoal {
    private static final String DIGITS = "digits";

    private ScriptGoal() {}

    /** The model to write a script for; it need not be trained. */
    public record Request(Path model, Settings settings) {}

    /** The script, and the files that it needs beside it. */
    public record Result(Path script, List<Path> beside) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Settings settings = request.settings();
        events.begin("exporting");
        Models.Loaded loaded = Models.load(request.model(), events);
        Network network = loaded.network();
        Recipe wanted = Models.recipe(network, settings);
        List<Recipe> recipes = new ArrayList<>(RecipeDependencies.inOrder(network, wanted));
        // Overrides apply only to the requested recipe.
        recipes.set(recipes.size() - 1, wanted);
        String given = settings.overrides().data();
        String source = request.model().getFileName().toString();
        String data = given == null ? wanted.run().data() : given;
        boolean drawn = data.equals(DIGITS) || data.startsWith(DIGITS + ":");
        String text;
        try {
            text = Script.of(new ScriptRequest(
                    network,
                    source,
                    recipes,
                    dataOf(loaded.source(), wanted),
                    drawn ? DIGITS : data,
                    Optional.ofNullable(settings.overrides().trainImages()),
                    settings.version()));
        } catch (DiagnosticException e) {
            throw Models.failure(e, loaded.source(), network, "exported to PyTorch", events);
        }
        ModelFolder folder = ModelFolder.of(settings.output(), network.name());
        Path script = folder.script();
        AtomicFile.write(script, text);
        events.info(String.format(
                Locale.ROOT,
                "%s: recipe %s exported to %s, %,d bytes",
                network.name(),
                wanted.name(),
                script,
                Files.size(script)));
        List<Path> beside = new ArrayList<>();
        if (drawn) {
            Path digits = script.resolveSibling(DIGITS);
            IdxFiles.write(ImageData.load(network, wanted, settings, events), digits);
            beside.add(digits);
        }
        if (recipes.stream().anyMatch(r -> r.lineage().startsPacked())) {
            beside.add(packed(request.model(), script, network));
        }
        for (Path path : beside) {
            events.info(network.name() + ": it reads " + path + ", too");
        }
        return new Result(script, beside);
    }

    /** Copies the packed parameters to a file beside the script. */
    private static Path packed(Path model, Path script, Network network) throws WorkflowException, IOException {
        Pretrained pretrained = Pretrained.beside(model);
        pretrained.needed();
        // Loaded only to report an error if they do not fit.
        pretrained.load(network);
        Path copy = script.resolveSibling(network.name() + ".pretrained.npz");
        AtomicFile.write(copy, Files.readAllBytes(pretrained.parameters()));
        return copy;
    }

    /** Where the model names the data of a recipe. */
    private static Span dataOf(SourceFile source, Recipe recipe) {
        return Syntax.parse(source, new Diagnostics()).sections().stream()
                .filter(Section.Train.class::isInstance)
                .map(Section.Train.class::cast)
                .filter(train -> train.span().equals(recipe.span()))
                .flatMap(train -> train.entries().stream())
                .filter(TrainEntry.Data.class::isInstance)
                .map(TrainEntry::span)
                .findFirst()
                .orElse(recipe.span());
    }
}
