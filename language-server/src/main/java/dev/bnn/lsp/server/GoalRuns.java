// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;

/**
 * Runs goals of the Maven plugin that the user starts from the editor: Maven runs in a separate process, its lines go to the
 * client's log, and its last line is shown as progress. Only one goal runs at a time, and all end with the server.
 */
final class GoalRuns implements AutoCloseable {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final LanguageClient client;
    private final boolean progress;
    private final Map<String, Process> processes = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();

    GoalRuns(LanguageClient client, ClientFeatures features) {
        this.client = client;
        this.progress = features.progress();
    }

    /**
     * Starts a goal.
     *
     * @param root folder of the project
     * @param model the file's name without its extension
     * @param option an additional argument for Maven
     */
    void start(Path root, String goal, String model, String option) {
        String title = "mvn bnn:" + goal + " -Dbnn.model=" + model + " " + option;
        String token = "bnn-" + numbers.incrementAndGet();
        boolean runs = processes.values().stream().anyMatch(Process::isAlive);
        if (runs) {
            say(MessageType.Warning, "A goal is running already; wait for it, or cancel it");
            return;
        }
        List<String> command = new ArrayList<>(List.of(maven(root)));
        command.addAll(List.of("-B", "-ntp", "bnn:" + goal, "-Dbnn.model=" + model, option));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .start();
            process.getOutputStream().close();
            processes.put(token, process);
            Thread follower = Workers.daemon("bnn-ls " + goal).newThread(() -> follow(process, token, title));
            if (progress) {
                client.createProgress(new WorkDoneProgressCreateParams(Either.forLeft(token)))
                        .whenComplete((done, refused) -> follower.start());
            } else {
                follower.start();
            }
        } catch (IOException e) {
            say(MessageType.Error, "Maven does not start: " + e.getMessage());
        }
    }

    /** The project's own Maven, or the one on the path. */
    private static String maven(Path root) {
        Path wrapper = root.resolve(WINDOWS ? "mvnw.cmd" : "mvnw");
        return Files.isExecutable(wrapper) ? wrapper.toString() : WINDOWS ? "mvn.cmd" : "mvn";
    }

    private void follow(Process process, String token, String title) {
        WorkDoneProgressBegin begin = new WorkDoneProgressBegin();
        begin.setTitle(title);
        begin.setCancellable(true);
        tell(token, begin);
        client.logMessage(new MessageParams(MessageType.Log, title));
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                client.logMessage(new MessageParams(MessageType.Log, line));
                WorkDoneProgressReport report = new WorkDoneProgressReport();
                report.setMessage(line.replaceFirst("^\\[[A-Z]+\\] ", ""));
                tell(token, report);
            }
            int status = process.waitFor();
            if (status == 0) {
                say(MessageType.Info, title + " has finished");
            } else if (!cancelled.remove(token)) {
                say(MessageType.Error, title + " has failed; the log of the language server has its lines");
            }
        } catch (IOException e) {
            client.logMessage(new MessageParams(MessageType.Warning, title + ": " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            processes.remove(token);
            tell(token, new WorkDoneProgressEnd());
        }
    }

    private void tell(String token, WorkDoneProgressNotification news) {
        if (progress) {
            client.notifyProgress(new ProgressParams(Either.forLeft(token), Either.forLeft(news)));
        }
    }

    /** Cancels the run whose progress the client shows under this token. */
    void cancel(String token) {
        Process process = processes.get(token);
        if (process != null) {
            cancelled.add(token);
            end(process);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private void say(MessageType type, String text) {
        client.showMessage(new MessageParams(type, text));
    }

    @Override
    public void close() {
        processes.values().forEach(GoalRuns::end);
    }
}
