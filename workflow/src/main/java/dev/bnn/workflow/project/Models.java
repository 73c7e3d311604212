// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import dev.bnn.check.Frontend;
import dev.bnn.check.vocabulary.Boards;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.target.Target;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Severity;
import dev.bnn.source.SourceFile;
import dev.bnn.source.Words;
import dev.bnn.template.Language;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.record.DamagedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds and loads the {@code .bnn} files of a project. */
public final class Models {
    private static final String EXTENSION = ".bnn";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+\\.bnn");

    private Models() {}

    /**
     * The model files of a folder in the order of their names. Hidden files do not count: editors and systems leave some beside a
     * model, such as {@code .#digits.bnn} and {@code ._digits.bnn}.
     *
     * @param folder the folder; if it does not exist, there are no models
     * @param only file name, without {@code .bnn}, of the only model wanted; empty for all
     * @throws WorkflowException if the folder is a file, the requested model does not exist or is not a file, or a file's name is
     *     not allowed
     */
    public static List<Path> find(Path folder, String only) throws WorkflowException, IOException {
        if (Files.isRegularFile(folder)) {
            String name = folder.getFileName().toString();
            throw new WorkflowException(folder + " is a file, but bnn.source is a folder; give that of the file"
                    + (name.endsWith(EXTENSION) ? ", and choose the model with -Dbnn.model=" + stem(folder) : "")
                    + ".");
        }
        List<Path> all = Files.isDirectory(folder) ? in(folder) : List.of();
        for (Path file : all) {
            requireName(file);
            requireFile(file);
        }
        if (only.isEmpty() || all.isEmpty()) {
            return all;
        }
        List<Path> one = all.stream().filter(f -> stem(f).equals(only)).toList();
        if (one.isEmpty()) {
            throw new WorkflowException("There is no model " + only + ".bnn in " + folder + "; there "
                    + (all.size() == 1 ? "is " : "are ")
                    + all.stream().map(Models::stem).collect(Collectors.joining(", ")) + ".");
        }
        return one;
    }

    /** The files of a folder that are models, judging by their names. */
    static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> {
                        String name = f.getFileName().toString();
                        return name.endsWith(EXTENSION) && (!name.startsWith(".") || name.equals(EXTENSION));
                    })
                    .sorted()
                    .toList();
        }
    }

    private static void requireFile(Path file) throws WorkflowException {
        if (!Files.isRegularFile(file)) {
            String what = Files.isDirectory(file)
                    ? " is a folder, not a model"
                    : Files.isSymbolicLink(file) ? " is a link that leads to no file" : " is not a regular file";
            throw new WorkflowException(file + what + "; rename or remove it.");
        }
    }

    /**
     * The name of a model's file is used in scripts and in file names on every system, so only simple names are
     * allowed.
     */
    private static void requireName(Path file) throws WorkflowException {
        String name = file.getFileName().toString();
        if (!NAME.matcher(name).matches()) {
            throw new WorkflowException(
                    "A model's file is named with the letters A to Z and a to z, digits, _, - and .,"
                            + " such as my_net.bnn; rename " + Language.JSON.literal(name) + ".");
        }
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - EXTENSION.length());
    }

    /** Parses and checks a file. */
    public static Frontend.Result parse(Path file) throws WorkflowException, IOException {
        requireName(file);
        return Frontend.load(file);
    }

    /** Sets aside the damaged records of a model; does nothing if the file has no valid network. */
    public static void checkRecords(Path file, Path output, Events events) throws IOException {
        Optional<Network> network = Frontend.load(file).network();
        if (network.isPresent()) {
            DamagedFiles.setAside(network.get(), output, events);
        }
    }

    /** A checked network and its source text. */
    public record Loaded(Network network, SourceFile source) {}

    /** The checked network of a file; reports its errors before it throws. */
    public static Loaded load(Path file, Events events) throws WorkflowException, IOException {
        Frontend.Result result = parse(file);
        if (result.network().isEmpty()) {
            // validate has already shown the warnings; if every goal repeated them, users would overlook others.
            result.diagnostics().stream()
                    .filter(d -> d.severity() == Severity.ERROR)
                    .forEach(d -> events.diagnostic(d, result.source()));
            more(file, result, events);
            throw new WorkflowException(summary(file, result));
        }
        Network network = result.network().get();
        Optional<Diagnostic> clash = NameClashes.find(file, network);
        if (clash.isPresent()) {
            events.diagnostic(clash.get(), result.source());
            throw new WorkflowException(clash.get().message() + ".");
        }
        return new Loaded(network, result.source());
    }

    /** Warns that some findings are not shown, and how many. */
    public static void more(Path file, Frontend.Result result, Events events) {
        if (result.left() > 0) {
            events.warn(String.format(Locale.ROOT, "%s: and %,d more", file.getFileName(), result.left()));
        }
    }

    public static String summary(Path file, Frontend.Result result) {
        String shown = result.left() > 0 ? "some of them shown above" : "shown above";
        return file.getFileName() + " has " + Words.count(result.errors(), "error") + ", " + shown + ".";
    }

    /** Throws, with the place of the layer, for a network that hardware cannot implement. */
    public static void requireBinary(Network network) throws WorkflowException {
        for (Layer layer : network.layers()) {
            if (Network.isFloat(layer)) {
                boolean weights = layer instanceof Layer.Weighted;
                throw new WorkflowException(layer.span() + ": " + network.name() + " cannot be synthesized: layer "
                        + layer.name() + (weights ? " has float weights" : " has no levels")
                        + ". It can be trained and evaluated; for hardware write \""
                        + (weights ? "weights bipolar" : "sign") + "\".");
            }
        }
    }

    /** Reports the errors of lowering or folding, and returns the exception to throw. */
    public static WorkflowException failure(
            DiagnosticException e, SourceFile source, Network network, String done, Events events) {
        for (Diagnostic d : e.diagnostics()) {
            events.diagnostic(d, source);
        }
        return new WorkflowException(
                network.name() + " cannot be " + done + ": "
                        + (e.diagnostics().size() == 1
                                ? "1 error"
                                : e.diagnostics().size() + " errors") + ", shown above.",
                e);
    }

    /** The requested train section, with the overrides applied. */
    public static Recipe recipe(Network network, Settings settings) throws WorkflowException {
        return settings.overrides()
                .apply(choose(network, network.recipes(), Recipe::name, settings.recipe(), "train", "bnn.recipe"));
    }

    /** The requested target section; if there is none with that name, the board or part with that name, at its own clock. */
    public static Target target(Network network, Settings settings) throws WorkflowException {
        String wanted = settings.target();
        if (network.targets().stream().noneMatch(t -> t.name().equals(wanted))) {
            Optional<Boards.Known> board = Boards.of(wanted);
            if (board.isPresent()) {
                // The name of a board may be in upper or lower case, in a section as well as here.
                return network.targets().stream()
                        .filter(t -> t.name().equalsIgnoreCase(wanted))
                        .findFirst()
                        .orElseGet(() -> board.get().target(network.span()));
            }
        }
        return choose(network, network.targets(), Target::name, settings.target(), "target", "bnn.target");
    }

    private static <T> T choose(
            Network network, List<T> sections, Function<T, String> name, String wanted, String kind, String property)
            throws WorkflowException {
        if (sections.isEmpty()) {
            throw new WorkflowException(network.name() + " has no " + kind + " section; add one to its .bnn file.");
        }
        if (wanted.isEmpty()) {
            return sections.get(0);
        }
        return sections.stream()
                .filter(s -> name.apply(s).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new WorkflowException(network.name() + " has no " + kind + " section \"" + wanted
                        + "\" (" + property + "); it has "
                        + sections.stream().map(name).collect(Collectors.joining(", ")) + "."));
    }
}
