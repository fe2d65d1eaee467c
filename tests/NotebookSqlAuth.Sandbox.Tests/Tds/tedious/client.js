// An independent client: signs in to the sandbox with an access token and prints, as JSON, what it was answered.
// The environment names port, certificate file and token, so that none of them stands on a command line.
const fs = require('fs');
const { Connection, Request, TYPES } = require('tedious');

const { TDS_PORT, TDS_CERTIFICATE, TDS_TOKEN, TDS_DATABASE } = process.env;

const connection = new Connection({
  server: 'localhost',
  authentication: { type: 'azure-active-directory-access-token', options: { token: TDS_TOKEN } },
  options: {
    port: Number(TDS_PORT),
    database: TDS_DATABASE,
    encrypt: true,
    trustServerCertificate: false,
    cryptoCredentialsDetails: { ca: fs.readFileSync(TDS_CERTIFICATE) },
    requestTimeout: 60000,
  },
});

function ask(sql, parameters, cancelAfterRows) {
  return new Promise((resolve, reject) => {
    const rows = [];
    let cancelled = false;
    const request = new Request(sql, (error) => {
      if (cancelled) resolve({ cancelled: error ? error.code : null, rows: rows.length });
      else if (error) reject(error);
      else resolve(rows);
    });
    for (const [name, type, value] of parameters) request.addParameter(name, type, value);
    request.on('row', (columns) => {
      rows.push(columns.map((column) => column.value));
      if (rows.length === cancelAfterRows) {
        cancelled = true;
        connection.cancel();
      }
    });
    connection.execSql(request);
  });
}

connection.connect(async (error) => {
  if (error) {
    console.log(JSON.stringify({ loginError: error.message, number: error.errors?.[0]?.number ?? error.number ?? null }));
    return connection.close();
  }
  try {
    const answer = {
      who: await ask('SELECT SUSER_SNAME(), DB_NAME()', []),
      parameter: await ask('SELECT COUNT(*) FROM sales.Orders WHERE OrderId <= @last', [['last', TYPES.Int, 250]]),
      text: await ask('SELECT @text', [['text', TYPES.NVarChar, "O'Brien ☃ 漢字"]]),
      cancel: await ask('SELECT OrderId FROM sales.Orders', [], 10),
      after: await ask('SELECT 41 + 1', []),
    };
    console.log(JSON.stringify(answer));
  } catch (failure) {
    console.log(JSON.stringify({ queryError: failure.message, number: failure.number ?? null }));
  } finally {
    connection.close();
  }
});
