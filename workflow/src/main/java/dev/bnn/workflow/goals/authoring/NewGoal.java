// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.authoring;

import dev.bnn.project.NewProject;
import dev.bnn.runtime.internal.io.Folders;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes a project with a model that can be trained right away. */
public final class NewGoal {
    private NewGoal() {}

    /**
     * What to write.
     *
     * @param group Maven's group ID
     * @param name Maven's artifact ID
     * @param plugin version of the plugin that the project uses
     * @param folder the project's folder; it must not exist, or be empty
     */
    public record Request(String group, String name, String plugin, Path folder) {}

    /**
     * Writes all files of the project, or none.
     *
     * @throws WorkflowException if a name is not allowed, or the folder is not empty
     */
    public static void run(Request request, Events events) throws WorkflowException, IOException {
        NewProject project;
        try {
            project = new NewProject(request.group(), request.name(), request.plugin());
        } catch (IllegalArgumentException e) {
            throw new WorkflowException(e.getMessage());
        }
        Path folder = request.folder().toAbsolutePath().normalize();
        refuseToOverwrite(folder);
        Path parent = folder.getParent();
        Files.createDirectories(parent);
        Path beside = parent.resolve("." + folder.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            for (Map.Entry<String, String> file : project.files().entrySet()) {
                Path path = beside.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
            }
            Files.deleteIfExists(folder);
            Files.move(beside, folder);
        } finally {
            Folders.delete(beside);
        }
        events.result("wrote the project " + project.name() + " to " + folder);
        events.result("its model is " + project.model() + "; next:");
        events.result("  cd " + quoted(folder));
        events.result("  mvn bnn:train bnn:evaluate bnn:synthesize bnn:report");
    }

    private static void refuseToOverwrite(Path folder) throws WorkflowException, IOException {
        if (folder.getParent() == null) {
            throw new WorkflowException(folder + " cannot be the folder of a project; name another with -Dbnn.folder");
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isEmpty()) {
                    return;
                }
            }
        }
        if (Files.exists(folder)) {
            throw new WorkflowException(folder + " is already there, and nothing in it is overwritten;"
                    + " name another with -Dbnn.name or -Dbnn.folder");
        }
    }

    private static String quoted(Path folder) {
        return folder.toString().contains(" ") ? "\"" + folder + "\"" : folder.toString();
    }
}
