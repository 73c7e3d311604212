// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import dev.bnn.check.vocabulary.Boards;
import dev.bnn.model.Network;
import dev.bnn.model.target.Target;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which results in a model's folder still belong to the network as it is now. A training deletes the results of the parameters
 * that it replaces. But a user may change the network, its target or the parameters, and then ask for existing results.
 *
 * @param structure false if the network is not the one that was trained
 * @param trained false if its parameters are not those that the training wrote
 * @param evaluated false if other parameters were evaluated
 * @param designed false if the design has other parameters or another target section
 */
public record CurrentResults(boolean structure, boolean trained, boolean evaluated, boolean designed) {
    private static final String EVALUATED = "evaluated";
    private static final String DESIGNED = "designed";

    /** Sections of {@code metrics.json} about the parameters. */
    private static final List<String> TRAINED_SECTIONS = List.of("train", "export", "export_c");

    private static final List<String> EVALUATED_SECTIONS = List.of("evaluate");
    private static final List<String> DESIGNED_SECTIONS =
            List.of("lowering", "estimate", "pipeline", "csim", "rtl", "hls", "bitstream");

    /** All sections about parameters; they become obsolete when the parameters change. */
    public static List<String> sections() {
        return Stream.of(TRAINED_SECTIONS, EVALUATED_SECTIONS, DESIGNED_SECTIONS)
                .flatMap(List::stream)
                .toList();
    }

    /** Records which network and parameters an evaluation belongs to. */
    public static void recordEvaluation(Network network, TrainedParameters parameters, ModelFolder folder)
            throws IOException {
        Fingerprint.record(folder, EVALUATED, of(network, parameters).hash());
    }

    /** Records which network, parameters and target a design was made from. */
    public static void recordDesign(Network network, TrainedParameters parameters, Target target, ModelFolder folder)
            throws IOException {
        Fingerprint.record(folder, DESIGNED, target.name() + ' ' + design(network, parameters, target));
    }

    /** @param parameters those of the network as it is now; empty if there are none */
    public static CurrentResults of(Network network, Optional<TrainedParameters> parameters, ModelFolder folder)
            throws IOException {
        if (TrainedParameters.ofAnother(network, folder)) {
            return new CurrentResults(false, false, false, false);
        }
        return new CurrentResults(
                true,
                parameters.isEmpty()
                        || TrainedParameters.asWritten(parameters.get().file(), folder),
                parameters.isEmpty() || isEvaluated(network, parameters.get(), folder),
                parameters.isEmpty() || isDesigned(network, parameters.get(), folder));
    }

    private static boolean isEvaluated(Network network, TrainedParameters parameters, ModelFolder folder)
            throws IOException {
        String recorded = Fingerprint.recorded(folder, EVALUATED);
        return recorded.isEmpty() || recorded.equals(of(network, parameters).hash());
    }

    private static boolean isDesigned(Network network, TrainedParameters parameters, ModelFolder folder)
            throws IOException {
        String name = Fingerprint.recorded(folder, DESIGNED).split(" ", 2)[0];
        Optional<Target> target = network.targets().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .or(() -> Boards.of(name).map(board -> board.target(network.span())));
        return name.isEmpty() || target.isPresent() && isDesign(network, parameters, target.get(), folder);
    }

    /** Whether the design in the folder has these parameters and this target. */
    private static boolean isDesign(Network network, TrainedParameters parameters, Target target, ModelFolder folder)
            throws IOException {
        String recorded = Fingerprint.recorded(folder, DESIGNED);
        return recorded.isEmpty() || recorded.equals(target.name() + ' ' + design(network, parameters, target));
    }

    /**
     * Checks that the design in the folder is up to date, so that its bitstream can be built.
     *
     * @throws WorkflowException if it has another network, other parameters or another target
     */
    public static void requireDesign(Path model, Network network, Target target, ModelFolder folder)
            throws WorkflowException, IOException {
        Optional<TrainedParameters> parameters = TrainedParameters.ifAny(model, network, folder);
        boolean changed = TrainedParameters.ofAnother(network, folder)
                || parameters.isPresent() && !isDesign(network, parameters.get(), target, folder);
        if (changed && !Fingerprint.recorded(folder, "synthesize").isEmpty()) {
            throw new WorkflowException(
                    network.name() + " or its target has been changed since it was synthesized: run mvn"
                            + " bnn:synthesize first, and bnn:bitstream after it.");
        }
    }

    private static String design(Network network, TrainedParameters parameters, Target target) throws IOException {
        return of(network, parameters).add("target", target).hash();
    }

    private static Fingerprint of(Network network, TrainedParameters parameters) throws IOException {
        return new Fingerprint()
                .add("network", TrainedParameters.structure(network))
                .addFile("parameters", parameters.file());
    }

    /** The figures without those of another network, other parameters or another target. */
    public Metrics in(Metrics metrics) {
        Set<String> obsolete = new LinkedHashSet<>();
        if (!structure) {
            obsolete.add("tune");
        }
        if (!trained) {
            obsolete.addAll(TRAINED_SECTIONS);
        }
        if (!evaluated) {
            obsolete.addAll(EVALUATED_SECTIONS);
        }
        if (!designed) {
            obsolete.addAll(DESIGNED_SECTIONS);
        }
        return metrics.without(obsolete);
    }

    /** Which of the existing files are out of date, one sentence each. */
    public List<String> warnings(Network network, ModelFolder folder) {
        if (!structure) {
            return List.of(network.name()
                    + " has been changed since it was trained, so the report leaves out its earlier results."
                    + " Run mvn bnn:train.");
        }
        List<String> warnings = new ArrayList<>();
        if (!trained && Files.isRegularFile(folder.history())) {
            warnings.add(network.name()
                    + " has other parameters than those that its training wrote, so the report leaves out the training. Run"
                    + " mvn bnn:evaluate for their accuracy.");
        }
        if (!evaluated && Files.isRegularFile(folder.evaluation())) {
            warnings.add(network.name()
                    + " was evaluated with other parameters, so the report leaves out that result. Run mvn"
                    + " bnn:evaluate.");
        }
        if (!designed && Files.isRegularFile(folder.synthesis())) {
            warnings.add(network.name()
                    + " was synthesized with other parameters or for another target, so the report leaves"
                    + " out that design. Run mvn bnn:synthesize.");
        }
        return warnings;
    }
}
