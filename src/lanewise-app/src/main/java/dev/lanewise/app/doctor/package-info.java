/**
 * {@code lanewise doctor}: which kernels run and why, whether they are right, and how fast.
 *
 * <p>May import the library, the {@code simd} package too, and {@code console}. Start reading at
 * {@link dev.lanewise.app.doctor.DoctorCommand}.
 */
package dev.lanewise.app.doctor;
