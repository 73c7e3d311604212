// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import com.google.gson.JsonPrimitive;
import dev.bnn.edit.show.Lens;
import dev.bnn.lsp.text.FileUris;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ShowDocumentParams;
import org.eclipse.lsp4j.services.LanguageClient;

/** Executes a click on a code lens: runs a goal in the model's project, or opens its report. */
final class Commands {
    /** The names of all commands, as lenses use them. */
    static final List<String> ALL = Arrays.stream(Lens.Action.values())
            .map(Lens.Action::command)
            .filter(command -> !command.isEmpty())
            .toList();

    private final LanguageClient client;
    private final boolean showsDocuments;
    private final GoalRuns runs;

    Commands(LanguageClient client, ClientFeatures features, GoalRuns runs) {
        this.client = client;
        this.showsDocuments = features.showsDocuments();
        this.runs = runs;
    }

    /** Executes the command of a lens; reports a mistake as a message to the user. */
    void execute(ExecuteCommandParams params) {
        Optional<Lens.Action> action = Arrays.stream(Lens.Action.values())
                .filter(a -> !a.command().isEmpty() && a.command().equals(params.getCommand()))
                .findFirst();
        if (action.isEmpty()) {
            say(MessageType.Error, "There is no command " + params.getCommand());
            return;
        }
        String uri = word(params, 0);
        Optional<ProjectFiles> project = ProjectFiles.of(uri);
        if (project.isEmpty()) {
            say(MessageType.Warning, "There is no POM above " + FileUris.name(uri) + ", so Maven cannot run its goals");
            return;
        }
        String model = FileUris.path(uri)
                .map(Path::getFileName)
                .map(name -> name.toString().replaceFirst("\\.bnn$", ""))
                .orElse("");
        switch (action.get()) {
            case NONE -> {}
            case TRAIN -> runs.start(project.get().root(), "train", model, "-Dbnn.recipe=" + word(params, 2));
            case SYNTHESIZE -> runs.start(project.get().root(), "synthesize", model, "-Dbnn.target=" + word(params, 2));
            case REPORT -> open(project.get().report(word(params, 1)));
        }
    }

    private static String word(ExecuteCommandParams params, int index) {
        List<Object> words = params.getArguments() == null ? List.of() : params.getArguments();
        Object word = index < words.size() ? words.get(index) : "";
        return word instanceof JsonPrimitive json ? json.getAsString() : String.valueOf(word);
    }

    private void open(Path report) {
        if (!Files.isRegularFile(report)) {
            say(MessageType.Info, "There is no report yet: train and synthesize the model, or run mvn bnn:report");
        } else if (showsDocuments) {
            ShowDocumentParams params = new ShowDocumentParams(FileUris.uri(report));
            params.setExternal(true);
            client.showDocument(params);
        } else {
            say(MessageType.Info, "The report is " + report);
        }
    }

    private void say(MessageType type, String text) {
        client.showMessage(new MessageParams(type, text));
    }
}
