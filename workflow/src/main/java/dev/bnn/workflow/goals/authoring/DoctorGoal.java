// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.authoring;

import dev.bnn.workflow.doctor.DoctorFinding;
import dev.bnn.workflow.doctor.NativeAccess;
import dev.bnn.workflow.doctor.OpenToolFindings;
import dev.bnn.workflow.doctor.VendorTools;
import dev.bnn.workflow.hardware.Backends;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks what the machine has for each goal, and says what each missing piece costs and what to do about it. */
public final class DoctorGoal {
    private static final int JDK = 17;
    private static final List<Integer> MAVEN = List.of(3, 8, 7);
    private static final long GIB = 1L << 30;
    /**
     * Estimated from the sizes of Vivado projects, and from the memory that the vendor recommends for our smaller
     * parts.
     */
    private static final long DISK_GIB = 5;

    private static final long MEMORY_GIB = 8;

    private DoctorGoal() {}

    /**
     * What to look at.
     *
     * @param path list of folders to search for vendor tools
     * @param folder the folder of the outputs; it need not exist
     * @param maven Maven's version; empty if the caller is another program
     */
    public record Request(String path, Map<String, String> environment, Path folder, String maven) {}

    public static List<DoctorFinding> run(Request request) throws IOException {
        List<DoctorFinding> findings = new ArrayList<>();
        findings.add(jdk(Runtime.version().feature(), System.getProperty("java.home")));
        NativeAccess.warning()
                .ifPresent(warning -> findings.add(DoctorFinding.note(
                        "native access",
                        warning,
                        "four lines of warnings in goals that compute with ND4J, which a later Java will treat as errors",
                        NativeAccess.NEXT)));
        if (!request.maven().isEmpty()) {
            findings.add(maven(request.maven()));
        }
        findings.add(Backends.HLS
                .simulator()
                .map(compiler -> DoctorFinding.ok("C++ compiler", compiler.version()))
                .orElseGet(() -> DoctorFinding.missing(
                        "C++ compiler",
                        "none of " + String.join(", ", Backends.HLS.simulators().names()) + " on the PATH",
                        "no C simulation: nothing shows that the C++ gives the same bits",
                        "install g++ or clang++ (Debian: apt install g++; Windows: MSYS2)")));
        findings.add(Backends.RTL
                .simulator()
                .map(verilator -> DoctorFinding.ok("Verilator", verilator.version()))
                .orElseGet(() -> DoctorFinding.note(
                        "Verilator",
                        "not on the PATH",
                        "no RTL simulation: with bnn.backend=rtl or both the Verilog is written, but not run",
                        "install Verilator (Debian: apt install verilator)")));
        findings.add(Backends.RTL
                .synthesizer(request.path())
                .map(yosys -> DoctorFinding.ok("yosys", yosys.command().toString()))
                .orElseGet(() -> DoctorFinding.note(
                        "yosys",
                        "not on the PATH",
                        "LUT, FF and BRAM of the RTL are estimates only",
                        "install yosys (Debian: apt install yosys)")));
        findings.addAll(OpenToolFindings.look(request.path()));
        findings.addAll(new VendorTools(request.path(), request.environment()).look());
        findings.add(disk(request.folder()));
        findings.add(memory());
        return List.copyOf(findings);
    }

    /** The findings as lines of a table; below each are its cost and the next action. */
    public static List<String> table(List<DoctorFinding> findings) {
        int width = findings.stream().mapToInt(f -> f.what().length()).max().orElse(0);
        String format = "%-8s %-" + Math.max(1, width) + "s  %s";
        List<String> lines = new ArrayList<>();
        for (DoctorFinding f : findings) {
            String state = f.state().toString().toLowerCase(Locale.ROOT);
            lines.add(String.format(Locale.ROOT, format, state, f.what(), f.found()));
            if (!f.costs().isEmpty()) {
                lines.add(String.format(Locale.ROOT, format, "", "", "costs: " + f.costs()));
                lines.add(String.format(Locale.ROOT, format, "", "", "next:  " + f.next()));
            }
        }
        return lines;
    }

    static DoctorFinding jdk(int feature, String home) {
        String found = feature + ", " + home;
        return feature >= JDK
                ? DoctorFinding.ok("JDK", found)
                : DoctorFinding.missing(
                        "JDK", found, "nothing runs", "install JDK " + JDK + " or newer and set JAVA_HOME");
    }

    static DoctorFinding maven(String version) {
        String[] parts = version.split("[.-]");
        for (int i = 0; i < MAVEN.size(); i++) {
            int part = i < parts.length && parts[i].matches("\\d{1,6}") ? Integer.parseInt(parts[i]) : 0;
            if (part != MAVEN.get(i)) {
                return part > MAVEN.get(i)
                        ? DoctorFinding.ok("Maven", version)
                        : DoctorFinding.missing(
                                "Maven", version, "the build is not tested with it", "install Maven 3.8.7 or newer");
            }
        }
        return DoctorFinding.ok("Maven", version);
    }

    static DoctorFinding disk(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return DoctorFinding.missing(
                    "disk",
                    "nothing can be written to " + there,
                    "goals that write files fail",
                    "make it a folder of yours (chown, chmod), or set -Dbnn.output");
        }
        long free = Files.getFileStore(there).getUsableSpace();
        return enough("disk", free, DISK_GIB, "free at " + there, "delete what is not needed, or set -Dbnn.output");
    }

    private static DoctorFinding memory() {
        long total =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize()
                        : Runtime.getRuntime().maxMemory();
        return enough("memory", total, MEMORY_GIB, "in all", "use a machine with more for the bitstream");
    }

    static DoctorFinding enough(String what, long bytes, long wantedGib, String where, String next) {
        String found = String.format(Locale.ROOT, "%.1f GiB %s", (double) bytes / GIB, where);
        return bytes >= wantedGib * GIB
                ? DoctorFinding.ok(what, found)
                : DoctorFinding.note(what, found, "Vivado may need more: plan for " + wantedGib + " GiB", next);
    }
}
