// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.files;

import dev.bnn.training.Trainer;
import dev.bnn.training.figures.JsonFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;

/**
 * A copy of a model's output folder on a Hadoop file system, such as {@code hdfs://} or {@code s3a://}, so that training can
 * resume on another driver. Each file is written under a temporary name and moved into place; the file that names the others
 * comes after them.
 */
public final class FolderCopy {
    /** The file that names the arrays of a checkpoint; it is written last and read first. */
    private static final String INDEX = "last.json";

    private static final String LOCK = ".lock";
    private static final String PARTIAL = ".copying";

    private final Path local;
    private final org.apache.hadoop.fs.Path remote;
    private final FileContext files;
    /** Size and time of the files that have been copied, by name; a file is copied again if either differs. */
    private final Map<String, List<Object>> copied = new HashMap<>();

    /**
     * @param local the folder of a model's outputs, which need not exist
     * @param remote URI of its copy
     * @throws IOException if Hadoop does not know the file system
     */
    public FolderCopy(Path local, URI remote, Configuration configuration) throws IOException {
        this.local = local;
        // Made from the text, since a path made from a URI keeps a slash at its end, which the names of files in it
        // would lack.
        this.remote = new org.apache.hadoop.fs.Path(remote.toString());
        files = FileContext.getFileContext(this.remote.toUri(), configuration);
    }

    /**
     * Downloads the copy if it is ahead: if there is no training here, or if the copy's checkpoint belongs to the same training
     * and has more epochs.
     *
     * @return the number of epochs in the copy if it was downloaded; otherwise 0
     */
    public int fetch() throws IOException {
        org.apache.hadoop.fs.Path index = new org.apache.hadoop.fs.Path(remote, "checkpoints/" + INDEX);
        if (!files.util().exists(index)) {
            return 0;
        }
        Path place = local.resolve("checkpoints").resolve(INDEX);
        if (Files.exists(place)) {
            Path other = Files.createTempFile("bnn", INDEX);
            try {
                download(index, other);
                boolean same = JsonFile.readOrEmpty(other)
                        .path("fingerprint")
                        .equals(JsonFile.readOrEmpty(place).path("fingerprint"));
                if (!same || JsonFile.readOrEmpty(other).path("epochs").size() <= Trainer.epochsDone(local)) {
                    return 0;
                }
            } finally {
                Files.deleteIfExists(other);
            }
        }
        Map<String, FileStatus> all = remoteFiles();
        for (String name : inOrder(all.keySet())) {
            Path file = local.resolve(name);
            Files.createDirectories(file.getParent());
            download(all.get(name).getPath(), file);
        }
        return Trainer.epochsDone(local);
    }

    private void download(org.apache.hadoop.fs.Path from, Path to) throws IOException {
        Path partial = to.resolveSibling(to.getFileName() + PARTIAL);
        try (InputStream in = files.open(from);
                OutputStream out = Files.newOutputStream(partial)) {
            in.transferTo(out);
        }
        Files.move(partial, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Uploads the files that have changed since the last call, then deletes files that no longer exist here. */
    public void store() throws IOException {
        Map<String, List<Object>> here = localFiles();
        for (String name : inOrder(here.keySet())) {
            if (!here.get(name).equals(copied.get(name))) {
                upload(name);
                copied.put(name, here.get(name));
            }
        }
        for (Map.Entry<String, FileStatus> there : remoteFiles().entrySet()) {
            if (!here.containsKey(there.getKey())) {
                files.delete(there.getValue().getPath(), false);
                copied.remove(there.getKey());
            }
        }
    }

    private void upload(String name) throws IOException {
        org.apache.hadoop.fs.Path to = new org.apache.hadoop.fs.Path(remote, name);
        org.apache.hadoop.fs.Path partial = to.suffix(PARTIAL);
        try (OutputStream out = files.create(
                        partial,
                        EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
                        Options.CreateOpts.createParent());
                InputStream in = Files.newInputStream(local.resolve(name))) {
            in.transferTo(out);
        }
        files.rename(partial, to, Options.Rename.OVERWRITE);
    }

    /** Names of files relative to the folder, each with its size and time, which show whether it has changed. */
    private Map<String, List<Object>> localFiles() throws IOException {
        Map<String, List<Object>> found = new TreeMap<>();
        if (!Files.isDirectory(local)) {
            return found;
        }
        try (Stream<Path> all = Files.walk(local)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String name = local.relativize(file).toString().replace('\\', '/');
                if (!name.equals(LOCK) && !name.endsWith(".tmp") && !name.endsWith(PARTIAL)) {
                    FileTime time = Files.getLastModifiedTime(file);
                    found.put(name, List.of(Files.size(file), time));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return found;
    }

    private Map<String, FileStatus> remoteFiles() throws IOException {
        Map<String, FileStatus> found = new TreeMap<>();
        if (!files.util().exists(remote)) {
            return found;
        }
        String root = files.makeQualified(remote).toUri().getPath();
        var all = files.util().listFiles(remote, true);
        while (all.hasNext()) {
            FileStatus file = all.next();
            String name = file.getPath().toUri().getPath().substring(root.length() + 1);
            if (!name.endsWith(PARTIAL)) {
                found.put(name, file);
            }
        }
        return found;
    }

    private static List<String> inOrder(Set<String> names) {
        List<String> order = new ArrayList<>(names);
        order.sort(Comparator.comparing((String name) -> name.endsWith("/" + INDEX)));
        return order;
    }
}
