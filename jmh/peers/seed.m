% The gradient of a sparse autoencoder, 64-25-64, given its activations, in Octave:
%     octave-cli seed.m f32|f64 SAMPLES
% LOOP takes sample after sample, WHOLE all at once, a sample a column. The problem is stated in
% jmh/src/main/java/dev/lanewise/jmh/seed/Problem.java.
1;

function [dw1, dw2, db1, db2] = whole (x, a1, a2, a3, w2, means)
  s = 3 * (-0.05 ./ means + 0.95 ./ (1 - means));
  d3 = -(x - a3) .* a3 .* (1 - a3);
  d2 = (w2' * d3 + s) .* a2 .* (1 - a2);
  dw1 = d2 * a1';
  dw2 = d3 * a2';
  db1 = sum (d2, 2);
  db2 = sum (d3, 2);
end

function [dw1, dw2, db1, db2] = loop (x, a1, a2, a3, w2, means)
  s = 3 * (-0.05 ./ means + 0.95 ./ (1 - means));
  dw1 = zeros (25, 64, class (x));
  dw2 = zeros (64, 25, class (x));
  db1 = zeros (25, 1, class (x));
  db2 = zeros (64, 1, class (x));
  for i = 1:columns (x)
    d3 = -(x(:,i) - a3(:,i)) .* a3(:,i) .* (1 - a3(:,i));
    d2 = (w2' * d3 + s) .* a2(:,i) .* (1 - a2(:,i));
    dw1 += d2 * a1(:,i)';
    dw2 += d3 * a2(:,i)';
    db1 += d2;
    db2 += d3;
  end
end

% Seven batches of at least 50 ms after a warm-up of 0.2 s, as timing.py.
function report (name, precision, samples, f, operands)
  count = 0;
  begin = tic ();
  while (toc (begin) < 0.2 || count < 2)
    [~, ~, ~, ~] = f (operands{:});
    count++;
  end
  count = max (1, round (count / 4));
  seconds = zeros (1, 7);
  for batch = 1:7
    start = tic ();
    for i = 1:count
      [~, ~, ~, ~] = f (operands{:});
    end
    seconds(batch) = toc (start) / count;
  end
  printf ("{\"parameters\": {\"precision\": \"%s\", \"form\": \"%s\", \"samples\": \"%d\"}, \"seconds\": [%s]}\n",
          toupper (precision), name, samples, strjoin (arrayfun (@(t) sprintf ("%.9e", t), seconds, "UniformOutput", false), ", "));
end

function operands = random_operands (samples, kind)
  rand ("twister", 1);
  x = cast (0.1 + 0.8 * rand (64, samples), kind);
  a1 = x + 0;
  a2 = cast (0.1 + 0.8 * rand (25, samples), kind);
  a3 = cast (0.1 + 0.8 * rand (64, samples), kind);
  w2 = cast (-0.25 + 0.5 * rand (64, 25), kind);
  operands = {x, a1, a2, a3, w2, mean(a2, 2)};
end

function check (operands, tolerance)
  [w, v, b, c] = whole (operands{:});
  [w_, v_, b_, c_] = loop (operands{:});
  worst = max ([max(abs (w - w_)(:)), max(abs (v - v_)(:)), max(abs (b - b_)), max(abs (c - c_))]);
  if (! (worst <= tolerance))
    error ("LOOP differs from WHOLE by %g", worst);
  end
end

given = argv ();
precision = given{end - 1};
samples = str2double (given{end});
% In single precision the bound would let errors pass, so forms are checked in double, too.
operands = random_operands (samples, "double");
check (operands, 4 * samples^2 * 2^-53);
if (strcmp (precision, "f32"))
  operands = random_operands (samples, "single");
  check (operands, 4 * samples^2 * 2^-24);
end
report ("LOOP", precision, samples, @loop, operands);
report ("WHOLE", precision, samples, @whole, operands);
